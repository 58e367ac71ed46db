using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansMail.People;
using OrleansMail.Storage;

namespace OrleansMail.Audit;

/// <summary>The disk that checkpoints go to is full for a while.</summary>
public sealed class FullCheckpointFolderTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(StorageTrial.Noon);
    private readonly AuditTally _tally = new();
    private StorageTrial _trial = null!;
    private MemoryDisk _disk = null!;
    private CheckpointFolder _checkpoints = null!;

    public async ValueTask InitializeAsync()
    {
        _disk = await MemoryDisk.MountAsync(_folder.New("outside"), 1);
        _trial = new StorageTrial(_folder.New("data"));
        _checkpoints = new CheckpointFolder(_folder.New("outside"));
    }

    public async ValueTask DisposeAsync()
    {
        _trial.Dispose();
        await _disk.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_is_told_nothing_is_left_half_written_and_signing_goes_on_by_itself()
    {
        var health = new CheckpointHealth(_clock);
        using var checkpointer = new AuditCheckpointer(
            Signer(), _tally, health, Options.Create(new AuditOptions { CheckpointEntries = 1 }), _clock,
            NullLogger<AuditCheckpointer>.Instance);
        await checkpointer.StartAsync(TestContext.Current.CancellationToken);
        await AppendAsync(1);
        await UntilAsync(() => Signed().Length == 1);
        await _disk.FillAsync();

        // What is left of the file's last page takes some lines, and then a part of one.
        for (var entries = 2; health.Problem is null; entries++)
        {
            await AppendAsync(1);
            await UntilAsync(() => health.Problem is not null || Signed().Any(one => one.Size == entries));
        }

        Assert.Contains("Audit:CheckpointFolder is full", health.Problem, StringComparison.Ordinal);
        Assert.EndsWith(
            "\n",
            await File.ReadAllTextAsync(_checkpoints.CheckpointFile, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        var before = Signed().Length;

        _disk.Free();
        await UntilAsync(() => health.Problem is null, step: TimeSpan.FromSeconds(30));
        await checkpointer.StopAsync(TestContext.Current.CancellationToken);

        var signed = Signed();
        Assert.Equal(before + 1, signed.Length);
        Assert.Equal(signed.Select(one => one.Size).Order(), signed.Select(one => one.Size));
        Assert.Equal(TimeSpan.Zero, health.FailingFor);
    }

    private AuditSigner Signer() => new(
        _trial.Services.GetRequiredService<IAuditStore>(),
        _checkpoints,
        AuditKey.Load(_folder.New("audit.key")),
        _clock,
        NullLogger<AuditSigner>.Instance);

    private async Task AppendAsync(int count)
    {
        var writer = new AuditWriter("example.com", _trial.Services.GetRequiredService<IAuditStore>(), _tally, _clock);
        for (var i = 0; i < count; i++)
        {
            await writer.AppendAsync(new AuditFact(
                Guid.NewGuid(), Caller.Engine, Right.CampaignStart, "campaign:spring", AuditResult.Allowed, ""));
        }
    }

    private AuditCheckpoint[] Signed()
    {
        if (!File.Exists(_checkpoints.CheckpointFile))
        {
            return [];
        }

        using var file = new StreamReader(
            new FileStream(_checkpoints.CheckpointFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. AuditFileReader.Read(file, dropTorn: true).Select(line => line.Checkpoint!)];
    }

    private async Task UntilAsync(Func<bool> reached, TimeSpan step = default)
    {
        while (!reached())
        {
            _clock.Advance(step);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
