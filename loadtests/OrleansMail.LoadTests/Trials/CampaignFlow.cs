using System.Diagnostics;
using System.Text.Json;

namespace OrleansMail.Trials;

/// <summary>A campaign from the draft to the start by a second person, by the program's commands.</summary>
internal sealed class CampaignFlow(MailProgram program)
{
    public const string Domain = "sender.test";
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private MailProgram? _author;
    private MailProgram? _approver;
    private bool _takesNames;

    /// <summary>The people, the sending domain and the address that mail leaves from.</summary>
    public async Task RegisterAsync()
    {
        await RegisterPeopleAsync();
        await program.MustAsync("ip", "add", "127.0.0.1", "--ehlo", "mta1.sender.test");
    }

    /// <summary>The people and the sending domain, where silos name their addresses themselves.</summary>
    public async Task RegisterPeopleAsync()
    {
        _takesNames = await program.TakesNamesAsync();
        if (_takesNames)
        {
            (_author, _approver, program.Name) = (program.Named("author"), program.Named("approver"), "operator");
        }
        else
        {
            var staff = await Staff.GatherAsync(program);
            (_author, _approver) = (program.As(staff.Author), program.As(staff.Approver));
        }

        await program.MustAsync(
            "domain", "add", Domain, "--unsubscribe-url", "https://unsubscribe.sender.test/u/{token}");
        if (!_takesNames)
        {
            await program.MustAsync("domain", "rules", Domain, "--more", "1");
        }
    }

    /// <summary>Drafts, imports, checks, submits and approves; it can be started then.</summary>
    public async Task<PreparedCampaign> PrepareAsync(
        string name, string content, string recipients, params string[] more)
    {
        var began = Stopwatch.GetTimestamp();
        var created = JsonSerializer.Deserialize<JsonElement>(await _author!.MustAsync(
            Longest,
            [
                "campaign", "create", name, "--from", $"News <news@{Domain}>", "--content", content,
                "--recipients", recipients, "--hold", "0s", .. more,
            ]));
        var import = Stopwatch.GetElapsedTime(began);
        var check = _takesNames
            ? await Agreement.ReachWithoutReviewAsync(_author!, _approver!, name)
            : await Agreement.ReachAsync(_author!, _approver!, name);
        return new PreparedCampaign(name, created.GetProperty("recipients").GetInt64(), import, check);
    }

    public Task StartAsync(string name) => program.MustAsync("campaign", "start", name);

    /// <summary>False if it had ended before.</summary>
    public async Task<bool> PauseAsync(string name) =>
        await program.TryAsync("campaign", "pause", name) is not null;

    /// <summary>Stops a campaign, a sending domain or <c>everything</c> until it is lifted.</summary>
    public Task StopAsync(string target) => program.MustAsync("stop", target, "--reason", "trial");

    public Task LiftAsync(string target) => program.MustAsync("stop", "lift", target, "--reason", "trial");

    /// <summary>Stops it for good, if it is not at its end already.</summary>
    public Task CancelAsync(string name) => program.TryAsync("campaign", "cancel", name);

    /// <summary>Its status; null if the silo gave no answer.</summary>
    public Task<JsonElement?> StatusAsync(string name) => program.TryAsync("campaign", "status", name);

    /// <summary>Waits until it has ended with an outcome for everybody, and returns its status.</summary>
    public async Task<JsonElement> EndAsync(string name, CancellationToken cancellation)
    {
        while (true)
        {
            if (await StatusAsync(name) is { } status
                && status.GetProperty("state").GetString() is "Completed" or "Cancelled"
                && status.GetProperty("pending").GetInt64() + status.GetProperty("deferred").GetInt64() == 0)
            {
                return status;
            }

            await Task.Delay(AskEvery, TimeProvider.System, cancellation);
        }
    }

    public Task ResumeAsync(string name) => program.MustAsync("campaign", "resume", name);

    /// <summary>Follows it to its end with one process; the answer is its last status.</summary>
    public async Task<JsonElement> CompleteAsync(string name, CancellationToken cancellation)
    {
        var last = "";
        await foreach (var line in program.LinesAsync(["campaign", "watch", name], cancellation))
        {
            last = line;
        }

        return JsonSerializer.Deserialize<JsonElement>(last);
    }

    /// <summary>The records of the sending domain's keys: a name, a blank and the value on each line.</summary>
    public async Task<string> KeysAsync()
    {
        var shown = JsonSerializer.Deserialize<JsonElement>(await program.MustAsync("domain", "show", Domain));
        return string.Concat(shown.GetProperty("records").EnumerateArray()
            .Select(record => (
                Name: record.GetProperty("name").GetString()!, Value: record.GetProperty("value").GetString()!))
            .Where(record => record.Name.Contains("._domainkey.", StringComparison.Ordinal))
            .Select(record => $"{record.Name} {record.Value}\n"));
    }
}
