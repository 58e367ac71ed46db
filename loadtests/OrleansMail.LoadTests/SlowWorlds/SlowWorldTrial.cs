using System.Globalization;
using System.Text.Json;
using OrleansMail.Measures;
using OrleansMail.Replay;
using OrleansMail.Shapes;
using OrleansMail.Trials;

namespace OrleansMail.SlowWorlds;

/// <summary>Fast sites alone, then again and again with dead, slow and deferring sites beside them, then alone again.</summary>
internal sealed class SlowWorldTrial(
    SlowWorldOptions options, string folder, TextWriter progress, TimeProvider clock)
{
    /// <summary>Without any mail to a fast site for so long, they are held up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly MailProgram _program = new(options.ProgramPath, folder);
    private readonly Dictionary<string, List<string>> _audiences = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SiteRole> _roles = SiteRoles.Draw(
        Enumerable.Range(0, options.Sites).Select(AudienceShape.Site), Behaviour(options), options.Seed);

    private readonly DateTimeOffset _began = clock.GetUtcNow();
    private int _addressed;

    public async Task<SlowWorldResult> RunAsync(CancellationToken cancellation)
    {
        await using var receivers = await Receivers.StartAsync(_program, Behaviour(options), _roles.Values);
        if (!receivers.IsOne)
        {
            throw new TrialException("The sink of this program has no --all-loopback.");
        }

        await using var names = await NameServer.StartAsync(
            folder, _roles.Select((site, index) => (site.Key, receivers.AddressOf(site.Value, index))), cancellation);
        await WriteConfigurationAsync(names.Endpoint, receivers.Port);
        await using var silo = _program.Start("silo.log", TrialInputs.Environment(options.SiloSettings), "silo");
        await silo.FirstLineAsync();
        await using var sampler = new Sampler(clock, silo.Id);
        using var tally = new RoleTally(receivers.AcceptedLogs[0], _roles, () => sampler.Now);
        var flow = new CampaignFlow(_program);
        await flow.RegisterAsync();
        await SendAsync(flow, "warm-up", tally, isAll: false, cancellation);
        var alone = new List<Round>();
        foreach (var name in (string[])["alone-1", "alone-2"])
        {
            alone.Add(await SendAsync(flow, name, tally, isAll: false, cancellation));
        }

        var began = sampler.Now;
        var rounds = new List<Round>();
        while (rounds.Count == 0 || sampler.Now - began < options.Soak.TotalSeconds)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"round-{rounds.Count + 1}");
            rounds.Add(await SendAsync(flow, name, tally, isAll: true, cancellation));
        }

        var samples = sampler.Samples(0);

        // Again with nobody beside them: what the heap, the caches and the machine have become meanwhile counts for both.
        await CancelAsync(flow, cancellation);
        foreach (var name in (string[])["alone-3", "alone-4"])
        {
            alone.Add(await SendAsync(flow, name, tally, isAll: false, cancellation));
        }

        var ledger = await JudgeAsync(flow, receivers.AcceptedLogs[0], cancellation);
        return new SlowWorldResult(
            alone,
            rounds,
            samples,
            Enum.GetValues<SiteRole>().ToDictionary(role => role, role => tally[role]),
            ledger.Outcomes,
            began,
            ledger.Breaches());
    }

    private static ReceiverOptions Behaviour(SlowWorldOptions options) => new(
        IsSmtpSink: false,
        options.Latency,
        SlowWorldOptions.Deferring,
        SlowWorldOptions.Slow,
        SlowWorldOptions.Dead,
        Tls: false,
        SlowWorldOptions.Hanging);

    private async Task WriteConfigurationAsync(string dns, int port)
    {
        Directory.CreateDirectory(_program.DataFolder);
        await File.WriteAllTextAsync(
            Path.Combine(_program.DataFolder, "orleansmail.json"),
            JsonSerializer.Serialize(new
            {
                Dns = new { Servers = new[] { dns } },
                Delivery = new
                {
                    Port = port,
                    AllowPrivate = true,
                    RetryScale = 0.05,

                    // Five minutes by default: longer than the shortest trial.
                    Timeouts = new { Greeting = "00:00:30" },
                },
            }));
    }

    /// <summary>Sends one campaign and waits until each fast site has all its mails.</summary>
    private async Task<Round> SendAsync(
        CampaignFlow flow, string name, RoleTally tally, bool isAll, CancellationToken cancellation)
    {
        var shape = new AudienceShape(options.Recipients, options.Sites, [], 10, false, 0, options.Seed);
        var content = Path.Combine(folder, "content.eml");
        await ContentWriter.WriteAsync(shape, content, cancellation);
        var fast = new List<string>();
        var others = new List<string>();
        var path = Path.Combine(folder, $"{name}.csv");
        await using (var file = new StreamWriter(path) { NewLine = "\n" })
        {
            await file.WriteLineAsync(AudienceWriter.Header);
            foreach (var row in AudienceWriter.Rows(shape, _addressed))
            {
                var address = row[..row.IndexOf(',', StringComparison.Ordinal)];
                var isFast = _roles[address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..]] == SiteRole.Fast;
                if (isFast || isAll)
                {
                    await file.WriteLineAsync(row.AsMemory(), cancellation);
                    (isFast ? fast : others).Add(address);
                }
            }
        }

        _addressed += options.Recipients;
        _audiences.Add(name, [.. fast, .. others]);
        await flow.PrepareAsync(name, content, path);
        tally.Read();
        var goal = tally[SiteRole.Fast].Total + fast.Count;
        var othersBefore = OthersGot(tally);
        await flow.StartAsync(name);
        await ReachAsync(tally, goal - (long)((1 - Round.Share) * fast.Count), cancellation);
        var most = clock.GetUtcNow();
        await ReachAsync(tally, goal, cancellation);
        var all = clock.GetUtcNow();
        var status = await flow.StatusAsync(name) ?? throw new TrialException("The silo gave no answer.");
        var began = status.GetProperty("startedAt").GetDateTimeOffset();
        var round = new Round(
            name, fast.Count, others.Count, OthersGot(tally) - othersBefore, most - began, all - began);
        await progress.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{name}: fast sites got {round.Rate:F0} mails/s, the last {round.Tail.TotalSeconds:F1} s later; others {round.OthersGot} meanwhile"));
        return round;
    }

    private static long OthersGot(RoleTally tally) =>
        Enum.GetValues<SiteRole>().Where(role => role != SiteRole.Fast).Sum(role => tally[role].Total);

    private async Task ReachAsync(RoleTally tally, long goal, CancellationToken cancellation)
    {
        var moved = clock.GetTimestamp();
        var seen = tally[SiteRole.Fast].Total;
        while (seen < goal)
        {
            await Task.Delay(Between, clock, cancellation);
            tally.Read();
            if (tally[SiteRole.Fast].Total != seen)
            {
                (seen, moved) = (tally[SiteRole.Fast].Total, clock.GetTimestamp());
            }
            else if (clock.GetElapsedTime(moved) > Patience)
            {
                throw new TrialException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"For {Patience.TotalMinutes} minutes no mail came to a fast site; {goal - seen} are missing."));
            }
        }
    }

    /// <summary>Stops what is still waiting, and holds every outcome against the sink's log.</summary>
    private async Task<RunLedger> JudgeAsync(CampaignFlow flow, string log, CancellationToken cancellation)
    {
        var ledger = new RunLedger(_audiences.Count, sinkHasLog: true);
        await CancelAsync(flow, cancellation);
        foreach (var ((name, audience), index) in _audiences.Select((pair, index) => (pair, index)))
        {
            ledger.Expect(audience);
            await foreach (var line in _program.LinesAsync(["campaign", "outcomes", name], cancellation))
            {
                ledger.AddOutcome(JsonSerializer.Deserialize<OutcomeLine>(line, Json)!, index, _began);
            }
        }

        foreach (var line in File.ReadLines(log))
        {
            ledger.AddAccepted(line[..line.IndexOf('\t', StringComparison.Ordinal)]);
        }

        return ledger;
    }

    private async Task CancelAsync(CampaignFlow flow, CancellationToken cancellation)
    {
        foreach (var name in _audiences.Keys)
        {
            await flow.CancelAsync(name);
        }

        foreach (var name in _audiences.Keys)
        {
            await EndAsync(flow, name, cancellation);
        }
    }

    /// <summary>Waits for its end; if that does not come, the ledger tells who is without an outcome.</summary>
    private static async Task EndAsync(CampaignFlow flow, string name, CancellationToken cancellation)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(Patience);
        try
        {
            await flow.EndAsync(name, bound.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return;
        }
    }
}
