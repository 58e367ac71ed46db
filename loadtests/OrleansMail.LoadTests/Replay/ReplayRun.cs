using System.Globalization;
using System.Text.Json;
using OrleansMail.Measures;
using OrleansMail.Trials;

namespace OrleansMail.Replay;

/// <summary>One run: a new silo on an empty folder, new sinks, everything from the import to the last outcome.</summary>
internal sealed class ReplayRun(ReplayOptions options, AudienceFiles files, string folder, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestEach = TimeSpan.FromMilliseconds(10);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly MailProgram _program = new(options.ProgramPath, folder);

    public async Task<RunResult> RunAsync(CancellationToken cancellation)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(Longest + (options.Shape.Recipients * LongestEach));
        return await MeasureAsync(bound.Token);
    }

    private async Task<RunResult> MeasureAsync(CancellationToken cancellation)
    {
        var rsa = await RsaLimit.MeasureAsync(options.RsaSeconds, cancellation);
        var ledger = new RunLedger(options.Campaigns, !options.Receiver.IsSmtpSink);
        foreach (var audience in files.Audiences)
        {
            ledger.Expect(AudienceFiles.Addresses(audience));
        }

        var roles = SiteRoles.Draw(
            ledger.Sites.Select(site => site.Site), options.Receiver, options.Shape.Seed);
        var sinks = new MailProgram(options.SinkProgramPath ?? options.ProgramPath, folder);
        await using var receivers = await Receivers.StartAsync(sinks, options.Receiver, roles.Values);
        await using var names = await StartNamesAsync(receivers, roles, cancellation);
        await WriteConfigurationAsync(receivers, roles, names);
        var environment = TrialInputs.Environment(options.SiloSettings, withPeople: !await _program.TakesNamesAsync());
        await using var silo = _program.Start("silo.log", environment, "silo");
        await silo.FirstLineAsync();
        await using var sampler = new Sampler(clock, silo.Id, receivers.Fast.Id);
        var flow = new CampaignFlow(_program);
        var campaigns = await PrepareAsync(flow);
        long? alive = roles.ContainsValue(SiteRole.Dead)
            ? ledger.Sites.Where(site => roles[site.Site] != SiteRole.Dead).Sum(site => site.Recipients)
            : null;
        var sent = await SendAsync(flow, campaigns, alive, sampler, silo, receivers, cancellation);
        foreach (var (campaign, index) in campaigns.Select((campaign, index) => (campaign, index)))
        {
            await foreach (var line in _program.LinesAsync(["campaign", "outcomes", campaign.Name], cancellation))
            {
                ledger.AddOutcome(JsonSerializer.Deserialize<OutcomeLine>(line, Json)!, index, sent.Started);
            }
        }

        var signatures = await VerifyAsync(flow, receivers.Stored, cancellation);
        var sink = await TotalsAsync(receivers);
        foreach (var log in receivers.AcceptedLogs)
        {
            foreach (var line in File.ReadLines(log))
            {
                ledger.AddAccepted(line[..line.IndexOf('\t', StringComparison.Ordinal)]);
            }
        }

        return new RunResult(
            rsa, campaigns, ledger, Shifted(sampler.Samples(0), sent.At), Shifted(sampler.Samples(1), sent.At),
            sent.Silo, sent.Sink, sent.FirstMail, sent.Pause, sent.Stopped, sent.Missing, sink, signatures, sent.Meters);
    }

    private async Task<NameServer?> StartNamesAsync(
        Receivers receivers, Dictionary<string, SiteRole> roles, CancellationToken cancellation) => roles.Count == 1
            ? null
            : await NameServer.StartAsync(
                folder,
                roles.Select((site, index) => (site.Key, receivers.AddressOf(site.Value, index))),
                cancellation);

    private async Task WriteConfigurationAsync(
        Receivers receivers, Dictionary<string, SiteRole> roles, NameServer? names)
    {
        // Lanes are told apart by the names of their hosts, so each site needs its own in the DNS.
        var routes = roles.Where(site => receivers.RouteOf(site.Value) is not null)
            .ToDictionary(site => site.Key, site => receivers.RouteOf(site.Value)!, StringComparer.Ordinal);
        if (names is null)
        {
            routes["*"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{receivers.Port}");
        }

        Directory.CreateDirectory(_program.DataFolder);
        await File.WriteAllTextAsync(
            Path.Combine(_program.DataFolder, "orleansmail.json"),
            JsonSerializer.Serialize(new
            {
                Dns = new { Servers = names is null ? [] : new[] { names.Endpoint } },
                Delivery = new { Routes = routes, receivers.Port, AllowPrivate = true, RetryScale = 0.001 },

                // Else a lane of a dead site stays shut for longer than the trial.
                Lanes = new { ShutFor = "00:00:01", LongestShut = "00:00:05" },
            }));
    }

    private async Task<List<PreparedCampaign>> PrepareAsync(CampaignFlow flow)
    {
        await flow.RegisterAsync();
        var prepared = new List<PreparedCampaign>();
        for (var campaign = 0; campaign < options.Campaigns; campaign++)
        {
            prepared.Add(await flow.PrepareAsync(
                string.Create(CultureInfo.InvariantCulture, $"campaign-{campaign + 1}"),
                files.Content,
                files.Audiences[campaign]));
        }

        return prepared;
    }

    private async Task<Sent> SendAsync(
        CampaignFlow flow,
        List<PreparedCampaign> campaigns,
        long? alive,
        Sampler sampler,
        LongProcess silo,
        Receivers receivers,
        CancellationToken cancellation)
    {
        var watch = new MailWatch(receivers.AcceptedLogs, clock);
        var meters = await SiloMeters.AttachAsync(silo.Id, cancellation);
        var (siloBefore, sinkBefore) = (sampler.Look(0), sampler.Look(1));
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var first = options.Receiver.IsSmtpSink ? null : watch.FirstAsync(watching.Token);
        await Task.WhenAll(campaigns.Select(campaign => flow.StartAsync(campaign.Name)));
        var (pause, stopped) = await PauseAsync(flow, campaigns, watch, cancellation);
        var missing = 0L;
        if (alive is { } mails)
        {
            // Mail to dead sites would wait for days: it is cancelled when all the other mail is there.
            missing = await watch.ReachAsync(mails, cancellation);
            await Task.WhenAll(campaigns.Select(campaign => flow.CancelAsync(campaign.Name)));
        }

        var started = DateTimeOffset.MaxValue;
        foreach (var campaign in campaigns)
        {
            var status = alive is null
                ? await flow.CompleteAsync(campaign.Name, cancellation)
                : await flow.EndAsync(campaign.Name, cancellation);
            var at = status.GetProperty("startedAt").GetDateTimeOffset();
            started = at < started ? at : started;
        }

        var (siloAfter, sinkAfter) = (sampler.Look(0), sampler.Look(1));
        var measured = meters is null ? null : await meters.StopAsync();
        await watching.CancelAsync();
        return new Sent(
            started,
            sampler.Now - (clock.GetUtcNow() - started).TotalSeconds,
            (siloBefore, siloAfter),
            (sinkBefore, sinkAfter),
            first is { IsCompletedSuccessfully: true } ? await first - started : null,
            pause,
            stopped,
            missing,
            measured);
    }

    private async Task<(PauseMoment? Moment, TimeSpan Stopped)> PauseAsync(
        CampaignFlow flow, List<PreparedCampaign> campaigns, MailWatch watch, CancellationToken cancellation)
    {
        if (options.PauseAt is not { } share)
        {
            return (null, TimeSpan.Zero);
        }

        await watch.ReachAsync((long)(share * campaigns.Sum(campaign => campaign.Recipients)), cancellation);
        var asked = clock.GetTimestamp();
        string[] names = [.. campaigns.Select(campaign => campaign.Name)];
        var moment = await watch.StopAsync(() => HaltAsync(flow, names), cancellation);
        var states = await Task.WhenAll(names.Select(flow.StatusAsync));
        var paused = names.Where((_, index) => states[index]?.GetProperty("state").GetString() == "Paused").ToArray();
        await Task.WhenAll(StopTargets(names).Select(flow.LiftAsync));
        await Task.WhenAll(paused.Select(flow.ResumeAsync));
        if (paused.Length < names.Length)
        {
            // What had ended before cannot show how fast a pause is.
            return (null, TimeSpan.Zero);
        }

        return (moment, clock.GetElapsedTime(asked) - moment.LastMail);
    }

    // What has ended cannot be paused any more; whether it has, its status tells afterwards.
    private Task HaltAsync(CampaignFlow flow, string[] campaigns) => options.PauseBy == HaltBy.Pause
        ? Task.WhenAll(campaigns.Select(flow.PauseAsync))
        : Task.WhenAll(StopTargets(campaigns).Select(flow.StopAsync));

    private IEnumerable<string> StopTargets(IEnumerable<string> campaigns) => options.PauseBy switch
    {
        HaltBy.Campaign => campaigns,
        HaltBy.Domain => [CampaignFlow.Domain],
        HaltBy.Everything => ["everything"],
        _ => [],
    };

    private async Task<SignatureCheck?> VerifyAsync(
        CampaignFlow flow, string? stored, CancellationToken cancellation)
    {
        if (stored is null || !Directory.EnumerateFiles(stored, "*.eml").Any())
        {
            return null;
        }

        var keys = Path.Combine(folder, "keys.txt");
        await File.WriteAllTextAsync(keys, await flow.KeysAsync(), cancellation);
        return await SignatureCheck.RunAsync(stored, keys, cancellation);
    }

    private static async Task<SinkTotals?> TotalsAsync(Receivers receivers) =>
        (await receivers.CountsAsync())?.Deserialize<SinkTotals>(Json);

    private static ProcessSample[] Shifted(ProcessSample[] samples, double start) =>
        [.. samples.Select(sample => sample with { At = sample.At - start })];

    /// <summary>What was seen while the mail went out.</summary>
    /// <param name="At">The start of sending on the sampler's clock.</param>
    private sealed record Sent(
        DateTimeOffset Started,
        double At,
        (ProcessSample Before, ProcessSample After) Silo,
        (ProcessSample Before, ProcessSample After) Sink,
        TimeSpan? FirstMail,
        PauseMoment? Pause,
        TimeSpan Stopped,
        long Missing,
        SiloMeasures? Meters);
}
