using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansMail.People;
using OrleansMail.Storage;

namespace OrleansMail.Audit;

public sealed class AuditSignerTests : IDisposable
{
    private const string Trail = "example.com";

    private readonly TempFolder _folder = new();
    private readonly StorageTrial _trial;
    private readonly FakeTimeProvider _clock = new(StorageTrial.Noon);
    private readonly CheckpointFolder _checkpoints;
    private readonly CheckpointKey _key;

    public AuditSignerTests()
    {
        _trial = new StorageTrial(_folder.New("data"));
        _checkpoints = new CheckpointFolder(_folder.New("outside"));
        _key = AuditKey.Load(KeyFile);
    }

    private string KeyFile => _folder.New("audit.key");

    public void Dispose()
    {
        _trial.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_trail_that_has_grown_gets_a_checkpoint_and_another_does_not()
    {
        var signer = Signer(_trial);
        await AppendAsync(_trial, 3);
        await signer.SignAsync();
        await signer.SignAsync();
        await AppendAsync(_trial, 2);
        await AppendAsync(_trial, 1, "system");
        _clock.Advance(TimeSpan.FromMinutes(5));
        await signer.SignAsync();

        Assert.Equal([(Trail, 3L), (Trail, 5L), ("system", 1L)], Signed().Select(one => (one.Trail, one.Size)));
        Assert.Equal(StorageTrial.Noon.AddMinutes(5), Signed()[1].At);
        Assert.Equal((null, 5), await VerifyAsync(_trial));
    }

    [Fact]
    public async Task A_restarted_signer_goes_on_where_it_was_and_says_nothing_twice()
    {
        await AppendAsync(_trial, 3);
        await Signer(_trial).SignAsync();
        var signer = Signer(_trial);
        await signer.SignAsync();
        await AppendAsync(_trial, 1);
        await signer.SignAsync();

        Assert.Equal([3, 4], Signed().Select(one => one.Size));
    }

    [Fact]
    public async Task An_older_copy_that_went_on_gets_no_checkpoint_and_is_found()
    {
        await AppendAsync(_trial, 3);
        var older = _trial.CopyAsKilled(_folder.New("older"));
        await AppendAsync(_trial, 3);
        await Signer(_trial).SignAsync();
        using var restored = new StorageTrial(older);
        await AppendAsync(restored, 9);

        await Signer(restored).SignAsync();

        Assert.Equal([6], Signed().Select(one => one.Size));
        Assert.Equal((1, 0), await VerifyAsync(restored));
    }

    [Fact]
    public async Task A_trail_that_is_shorter_than_what_was_signed_gets_no_checkpoint()
    {
        await AppendAsync(_trial, 3);
        var older = _trial.CopyAsKilled(_folder.New("older"));
        await AppendAsync(_trial, 3);
        await Signer(_trial).SignAsync();
        using var restored = new StorageTrial(older);

        await Signer(restored).SignAsync();

        Assert.Single(Signed());
        Assert.Equal((4, 0), await VerifyAsync(restored));
    }

    [Fact]
    public async Task Half_a_line_that_a_crash_has_left_is_cut_off()
    {
        await AppendAsync(_trial, 3);
        await Signer(_trial).SignAsync();
        await File.AppendAllTextAsync(
            _checkpoints.CheckpointFile, "{\"trail\":\"exam", TestContext.Current.CancellationToken);
        await AppendAsync(_trial, 1);

        await Signer(_trial).SignAsync();

        Assert.Equal([3, 4], Signed().Select(one => one.Size));
    }

    [Fact]
    public void The_key_is_made_once_for_its_owner_alone_and_its_public_half_lies_beside_the_checkpoints()
    {
        Assert.NotNull(Signer(_trial));
        Assert.NotNull(Signer(_trial));

        Assert.Equal(_key.Id, AuditKey.Load(KeyFile).Id);
        Assert.Equal(_key.PublicPem, File.ReadAllText(_checkpoints.PublicKeyFile));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        }
    }

    [Fact]
    public async Task After_a_change_of_the_key_both_public_keys_are_there()
    {
        await AppendAsync(_trial, 3);
        await Signer(_trial).SignAsync();
        var next = AuditKey.Load(_folder.New("next.key"));
        await AppendAsync(_trial, 3);
        await Signer(_trial, next).SignAsync();

        Assert.Equal([_key.Id, next.Id], Signed().Select(one => one.KeyId));
        Assert.Equal((null, 6), await VerifyAsync(_trial));
    }

    [Fact]
    public void A_damaged_key_file_is_told()
    {
        File.WriteAllText(KeyFile, "rubbish");

        Assert.Equal(DataFolderFault.Damaged, Assert.Throws<DataFolderException>(() => AuditKey.Load(KeyFile)).Fault);
    }

    [Fact]
    public async Task Checkpoints_come_with_enough_entries_with_time_and_at_the_end()
    {
        var tally = new AuditTally();
        var options = Options.Create(new AuditOptions { CheckpointEntries = 2 });
        using var checkpointer = new AuditCheckpointer(
            Signer(_trial), tally, new CheckpointHealth(_clock), options, _clock, NullLogger<AuditCheckpointer>.Instance);
        await AppendAsync(_trial, 1, tally: tally);
        await checkpointer.StartAsync(TestContext.Current.CancellationToken);
        await UntilAsync(1);

        await AppendAsync(_trial, 2, tally: tally);
        await UntilAsync(3);

        await AppendAsync(_trial, 1, tally: tally);
        await UntilAsync(4, step: TimeSpan.FromMinutes(5));

        await AppendAsync(_trial, 1, tally: tally);
        await checkpointer.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal([1, 3, 4, 5], Signed().Select(one => one.Size));
    }

    /// <summary>Waits for a checkpoint of that size; with a step the clock goes on while it waits.</summary>
    private async Task UntilAsync(long size, TimeSpan step = default)
    {
        while (!File.Exists(_checkpoints.CheckpointFile) || Signed().All(one => one.Size != size))
        {
            _clock.Advance(step);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private AuditSigner Signer(StorageTrial trial, CheckpointKey? key = null) =>
        new(StoreOf(trial), _checkpoints, key ?? _key, _clock, NullLogger<AuditSigner>.Instance);

    private static IAuditStore StoreOf(StorageTrial trial) => trial.Services.GetRequiredService<IAuditStore>();

    private async Task AppendAsync(StorageTrial trial, int count, string trail = Trail, AuditTally? tally = null)
    {
        var writer = new AuditWriter(trail, StoreOf(trial), tally ?? new AuditTally(), _clock);
        for (var i = 0; i < count; i++)
        {
            await writer.AppendAsync(new AuditFact(
                Guid.NewGuid(), Caller.Engine, Right.CampaignStart, "campaign:spring", AuditResult.Allowed, ""));
        }
    }

    private AuditCheckpoint[] Signed()
    {
        using var file = new StreamReader(
            new FileStream(_checkpoints.CheckpointFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. AuditFileReader.Read(file, dropTorn: true).Select(line => line.Checkpoint!)];
    }

    private async Task<(long? FirstBad, long Covered)> VerifyAsync(StorageTrial trial)
    {
        Assert.True(CheckpointKeys.TryParse(File.ReadAllText(_checkpoints.PublicKeyFile), out var keys, out _));
        var checkpoints = new CheckpointSet(keys, DateTimeOffset.MaxValue);
        Array.ForEach(Signed(), checkpoints.Add);
        var verifier = new AuditVerifier(checkpoints);
        foreach (var entry in await StoreOf(trial).ListAsync(Trail, new AuditFilter(), 0, long.MaxValue, 1_000))
        {
            verifier.Add(entry);
        }

        var verdict = Assert.Single(verifier.End());
        return (verdict.FirstBad, verdict.Covered);
    }
}
