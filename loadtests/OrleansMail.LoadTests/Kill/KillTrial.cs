using System.Text.Json;
using OrleansMail.Trials;

namespace OrleansMail.Kill;

/// <summary>Kills a sending silo again and again, and proves that nobody is lost and nobody gets a mail twice.</summary>
internal sealed class KillTrial
{
    /// <summary>Without any progress for so long, the silo did not go on by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(3);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly KillOptions _options;
    private readonly MailProgram _program;
    private readonly KillSetting _setting;
    private readonly AcceptedLines _accepted;
    private readonly TimeProvider _clock;
    private readonly List<KillMoment> _moments = [];
    private LongProcess? _silo;
    private int _unknown;

    public KillTrial(KillOptions options, string folder, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _program = new MailProgram(options.ProgramPath, folder);
        _setting = new KillSetting(options, folder, _program);
        _accepted = new AcceptedLines(_setting.AcceptedPath);
    }

    /// <summary>Carries the trial through and prints what it saw; true if every promise held.</summary>
    public async Task<bool> RunAsync(TextWriter output, CancellationToken cancellation)
    {
        await using var sink = await _setting.StartSinkAsync();
        try
        {
            await StartSiloAsync();
            await _setting.StartCampaignAsync();
            foreach (var progress in _options.Progress())
            {
                await ReachAsync(progress, cancellation);
                await KillAsync(cancellation);
            }

            await CompleteAsync(cancellation);
            var outcomes = await OutcomesAsync();
            var verdict = KillVerdict.Of(
                _setting.Audience, outcomes, _accepted.ReadAll(), _moments, _options.Resends);
            KillTable.Print(output, _moments, KillVerdict.UnknownPerMoment(outcomes, _moments), verdict);
            return verdict.Breaches.Count == 0;
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
        _silo = _program.Start("silo.log", TrialInputs.Environment([]), "silo");
        await _silo.FirstLineAsync();
    }

    /// <summary>Waits until so many recipients have an outcome, as the sink's log and the doubts so far tell.</summary>
    private async Task ReachAsync(double progress, CancellationToken cancellation)
    {
        var goal = (int)(progress * _options.Recipients);
        var asked = _clock.GetTimestamp();
        var moved = asked;
        var seen = -1;
        while (_accepted.Count() + _unknown < goal)
        {
            if (_accepted.Count() != seen)
            {
                (seen, moved) = (_accepted.Count(), _clock.GetTimestamp());
            }

            await WaitAsync(moved, "no mail left", cancellation);
            if (_clock.GetElapsedTime(asked) > StatusEvery)
            {
                await AskAsync();
                asked = _clock.GetTimestamp();
            }
        }
    }

    private async Task KillAsync(CancellationToken cancellation)
    {
        var progress = (double)(_accepted.Count() + _unknown) / _options.Recipients;
        var killed = _clock.GetUtcNow();
        await _silo!.KillAsync();
        await _silo.DisposeAsync();

        // What was on its way to the sink is not the new silo's.
        await Task.Delay((_options.SinkLatency * 3) + TimeSpan.FromMilliseconds(100), _clock, cancellation);
        var before = _accepted.Count();
        var started = _clock.GetTimestamp();
        await StartSiloAsync();

        // On a busy machine the last mail may be gone before the kill: then there is nothing to send any more.
        while (_accepted.Count() == before && await AskAsync() is not "Completed")
        {
            await WaitAsync(started, "the restarted silo sent nothing", cancellation);
        }

        _moments.Add(new KillMoment(progress, killed, _clock.GetUtcNow(), _clock.GetElapsedTime(started)));
        await AskAsync();
    }

    private async Task CompleteAsync(CancellationToken cancellation)
    {
        var began = _clock.GetTimestamp();
        var seen = -1;
        while ((await AskAsync()) is not "Completed")
        {
            if (_accepted.Count() != seen)
            {
                (seen, began) = (_accepted.Count(), _clock.GetTimestamp());
            }

            await WaitAsync(began, "the campaign did not complete", cancellation);
        }
    }

    /// <summary>The campaign's state, null if the silo gave no answer.</summary>
    private async Task<string?> AskAsync()
    {
        if (await _program.TryAsync("campaign", "status", KillSetting.Campaign) is not { } status)
        {
            return null;
        }

        _unknown = status.GetProperty("unknown").GetInt32();
        return status.GetProperty("state").GetString();
    }

    private async Task<List<OutcomeLine>> OutcomesAsync()
    {
        var lines = await _program.MustAsync("campaign", "outcomes", KillSetting.Campaign);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<OutcomeLine>(line, Json)!)];
    }

    private async Task WaitAsync(long since, string what, CancellationToken cancellation)
    {
        if (_silo!.HasExited)
        {
            throw new TrialException("The silo ended by itself; silo.log of the trial's folder says why.");
        }

        if (_clock.GetElapsedTime(since) > Patience)
        {
            throw new TrialException($"For {Patience.TotalSeconds} s {what}, after {_moments.Count} kills.");
        }

        await Task.Delay(Between, _clock, cancellation);
    }
}
