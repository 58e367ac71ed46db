using System.Collections.Concurrent;
using OrleansMail.Trials;

namespace OrleansMail.AuditKill;

/// <summary>
/// Kills a silo while people act, again and again, and proves that nothing they did is there without its audit entry.
/// </summary>
internal sealed class AuditKillTrial(AuditKillOptions options, string folder, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(2);

    // The time of a session's last call is stored once a minute, and no silo lives for so long here.
    private static readonly string[] Settings = ["People:AdministratorIdleFor=02:00:00", "People:IdleFor=02:00:00"];

    private readonly MailProgram _program = new(options.ProgramPath, folder);
    private readonly List<AuditKillMoment> _moments = [];
    private readonly List<ActionChain> _all = [];
    private LongProcess? _silo;

    /// <summary>Carries the trial through and prints what it saw; true if the promise held.</summary>
    public async Task<bool> RunAsync(TextWriter output, CancellationToken cancellation)
    {
        try
        {
            await StartSiloAsync();
            var staff = await PrepareAsync();
            var cast = Cast.Of(staff);
            var source = new ChainSource(cast, clock);
            var (reader, again) = (new TrailReader(cast), new TrailReader(cast));
            await PassOverAsync([reader, again], cancellation);
            AuditKillTable.Begin(output);
            foreach (var delay in options.Delays())
            {
                var chains = await LiveAsync(source, delay, cancellation);
                await StartSiloAsync();
                _moments.Add(await JudgeAsync(chains, delay, reader, cancellation));
                AuditKillTable.Row(output, _moments.Count, _moments[^1]);
                _all.AddRange(chains);
            }

            var whole = await CompareAsync(_all, again, cancellation);
            var isIntact = await _program.As(staff.Administrator).TryAsync("audit", "verify") is not null;
            AuditKillTable.End(output, _moments, whole, isIntact);
            return isIntact && whole.WithoutEntry.Count + _moments.Sum(one => one.Verdict.WithoutEntry.Count) == 0;
        }
        finally
        {
            if (_silo is not null)
            {
                await _silo.DisposeAsync();
            }
        }
    }

    private async Task StartSiloAsync()
    {
        _silo = _program.Start("silo.log", TrialInputs.Environment(Settings), "silo");
        await _silo.FirstLineAsync();
    }

    private async Task<Staff> PrepareAsync()
    {
        var staff = await Staff.GatherAsync(_program);
        await _program.MustAsync("domain", "add", CampaignChain.Domain);
        await _program.MustAsync("domain", "rules", CampaignChain.Domain, "--more", "1");
        await _program.MustAsync("ip", "add", "127.0.0.1", "--ehlo", $"mta1.{CampaignChain.Domain}");
        return staff;
    }

    /// <summary>What the set-up has left in the trails is not of the trial.</summary>
    private async Task PassOverAsync(TrailReader[] readers, CancellationToken cancellation)
    {
        await using var client = await GatewayClient.ConnectAsync(_program.DataFolder, cancellation);
        foreach (var reader in readers)
        {
            await reader.NewAsync(client, [Audit.IAuditGrain.SystemTrail, CampaignChain.Domain]);
        }
    }

    /// <summary>People act until the silo is killed; the answer is what they were at.</summary>
    private async Task<IReadOnlyList<ActionChain>> LiveAsync(
        ChainSource source, TimeSpan delay, CancellationToken cancellation)
    {
        var chains = new ConcurrentQueue<ActionChain>();
        using var killing = new CancellationTokenSource();
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var client = await GatewayClient.ConnectAsync(_program.DataFolder, cancellation);
        var workers = Enumerable.Range(0, options.Workers)
            .Select(_ => Task.Run(() => WorkAsync(source, chains, client, killing.Token, killed.Token), cancellation)).ToArray();
        while (!chains.Any(chain => chain.Answered > 0) && !Array.Exists(workers, worker => worker.IsFaulted))
        {
            await Task.Delay(Between, clock, cancellation);
        }

        await Task.Delay(delay, clock, cancellation);
        await killing.CancelAsync();
        await _silo!.KillAsync();
        await killed.CancelAsync();
        await Task.WhenAll(workers);
        await _silo.DisposeAsync();
        return [.. chains];
    }

    private static async Task WorkAsync(
        ChainSource source, ConcurrentQueue<ActionChain> chains, GatewayClient client,
        CancellationToken killing, CancellationToken killed)
    {
        while (!killed.IsCancellationRequested)
        {
            var chain = source.Next();
            chains.Enqueue(chain);
            try
            {
                await chain.ActAsync(client).WaitAsync(killed);
            }
            catch (Exception fault) when (fault is not TrialException && killing.IsCancellationRequested)
            {
                // The silo is gone: whether the call under way took effect, the next one will tell.
            }
        }
    }

    private async Task<AuditKillMoment> JudgeAsync(
        IReadOnlyList<ActionChain> chains, TimeSpan delay, TrailReader reader, CancellationToken cancellation) => new(
            delay,
            chains.Sum(chain => chain.Answered),
            chains.Count(chain => !chain.IsDone),
            await CompareAsync(chains, reader, cancellation));

    private async Task<AuditVerdict> CompareAsync(
        IReadOnlyCollection<ActionChain> chains, TrailReader reader, CancellationToken cancellation)
    {
        await using var client = await GatewayClient.ConnectAsync(_program.DataFolder, cancellation);
        var announced = await reader.NewAsync(client, chains.Select(chain => chain.Trail).Distinct(StringComparer.Ordinal));
        var effects = new List<Effect>();
        foreach (var chain in chains)
        {
            effects.AddRange(await chain.EffectsAsync(client));
        }

        return AuditVerdict.Of(effects, announced);
    }
}
