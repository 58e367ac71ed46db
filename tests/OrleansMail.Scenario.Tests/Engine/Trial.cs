using System.Text;
using OrleansMail.Campaigns;
using OrleansMail.People;
using OrleansMail.Recipients;
using OrleansMail.Reports;

namespace OrleansMail.Scenarios;

/// <summary>One campaign from draft to its last outcome, as two people would run it.</summary>
internal sealed class Trial(Func<IGrainFactory> grains, string id)
{
    private const int ChunkRows = 1_000;
    private static readonly Caller Author = Someone.Ann;
    private static readonly Caller Approver = Someone.Ben;

    // Far above what anything here takes: only what hangs comes so far.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public static byte[] Letter { get; } = Encoding.UTF8.GetBytes(
        "Subject: News for {{ name }}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + "Dear {{ name }},\r\nthe season begins.\r\n");

    public static CampaignSettings Settings { get; } = new(
        $"Sender <news@{Engine.Domain}>", InDoubt.Hold, false, TimeSpan.Zero, TimeSpan.FromHours(72), null, null, null);

    public string Id => id;

    public ICampaignReviewGrain Review => grains().GetGrain<ICampaignReviewGrain>(id);

    public ICampaignGrain Grain => grains().GetGrain<ICampaignGrain>(id);

    /// <summary>Rows with a name each, all at one domain.</summary>
    public static RecipientRow[] Rows(string domain, int count) =>
    [
        .. Enumerable.Range(0, count).Select(number => new RecipientRow(
            number + 2, string.Create(null, $"r{number}@{domain}"), [string.Create(null, $"Customer {number}")])),
    ];

    public async Task DraftAsync(byte[]? content = null, CampaignSettings? settings = null) =>
        Done(await Author.AsAsync(() => Grain.DraftAsync(settings ?? Settings, content ?? Letter)));

    public async Task ImportAsync(string[] columns, params IReadOnlyList<RecipientRow> rows)
    {
        var audience = grains().GetGrain<IAudienceGrain>(id);
        var import = Guid.NewGuid();
        Done(await audience.BeginAsync(import, columns));
        var chunk = 0;
        foreach (var part in rows.Chunk(ChunkRows))
        {
            var answer = await audience.AppendAsync(import, chunk++, part);
            Done(answer);
            Assert.Equal([], answer.Faults);
        }

        Done(await Author.AsAsync(() => audience.CommitAsync(import)));
    }

    /// <summary>Check, submission and a second person's yes, with every warning accepted by both.</summary>
    public async Task ApproveAsync()
    {
        var check = await Grain.CheckAsync();
        Assert.True(check.Refusal is null, check.Refusal?.Message);
        Assert.Equal([], check.Report!.Findings.Where(finding => finding.Level == Guard.GuardLevel.Block));
        await AcceptAllAsync(Author, Review.AcceptAsync, "It is a trial.");
        var submitted = await Author.AsAsync(Grain.SubmitAsync);
        Done(submitted);
        await AcceptAllAsync(Approver, Review.ConfirmAsync, "Trials are like that.");
        var seen = await Approver.AsAsync(Review.MailsAsync);
        Assert.True(seen.Refusal is null, seen.Refusal?.Message);
        Done(await Approver.AsAsync(() => Grain.ApproveAsync(submitted.Status.ContentHash!)));
    }

    /// <summary>Everything up to the approval.</summary>
    public async Task PrepareAsync(
        IReadOnlyList<RecipientRow> rows, CampaignSettings? settings = null, byte[]? content = null, string[]? columns = null)
    {
        await DraftAsync(content, settings);
        await ImportAsync(columns ?? ["name"], rows);
        await ApproveAsync();
    }

    public async Task<CampaignStatus> CommandAsync(CampaignCommand command)
    {
        var answer = await Approver.AsAsync(() => Grain.TellAsync(command));
        Done(answer);
        return answer.Status;
    }

    public Task StartAsync() => CommandAsync(CampaignCommand.Start);

    public async Task<CampaignStatus> StatusAsync() => (await Grain.StatusAsync())!;

    /// <summary>Waits for what must come; what does not come within the limit fails the test.</summary>
    public async Task<CampaignStatus> UntilAsync(Predicate<CampaignStatus> reached)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var status = await StatusAsync();
            if (reached(status))
            {
                return status;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(began) < Limit, $"Not reached: {status}");
            await Task.Delay(Poll, TestContext.Current.CancellationToken);
        }
    }

    public Task<CampaignStatus> UntilAsync(CampaignPhase phase) => UntilAsync(status => status.State == phase);

    /// <summary>Waits until every recipient's last outcome is what the test expects.</summary>
    public async Task<OutcomeLine[]> UntilOutcomesAsync(Predicate<OutcomeLine[]> reached)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var lines = await OutcomesAsync();
            if (reached(lines))
            {
                return lines;
            }

            Assert.True(
                TimeProvider.System.GetElapsedTime(began) < Limit,
                $"{id} did not reach its outcomes: {string.Join('\n', lines.Take(20).Select(Words))}");
            await Task.Delay(Poll, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Forgets the campaign as soon as its silo has let go of it.</summary>
    public async Task UntilForgottenAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await Grain.ForgetAsync(Guid.NewGuid()) is { Done: false } answer)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Limit, answer.Refusal?.Message);
            await Task.Delay(Poll, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>One line a recipient, all pages.</summary>
    public async Task<OutcomeLine[]> OutcomesAsync()
    {
        var all = new List<OutcomeLine>();
        while (true)
        {
            var page = await grains().GetGrain<IReportGrain>(0).OutcomesAsync(id, all.Count == 0 ? -1 : all[^1].Row, 1_000);
            if (page.Length == 0)
            {
                return [.. all];
            }

            all.AddRange(page);
        }
    }

    public static string Words(OutcomeLine line) => string.Create(
        null, $"{line.Row}: {line.Outcome} {line.Stage} {line.Code} {line.Text} x{line.Attempts} final {line.Final}");

    private async Task AcceptAllAsync(
        Caller caller, Func<string, string, Task<CampaignAnswer>> accept, string reason)
    {
        var review = await caller.AsAsync(Review.ReviewAsync);
        Assert.True(review.Refusal is null, review.Refusal?.Message);
        foreach (var (key, _) in review.Review!.Findings.Where(one => one.Finding.Level == Guard.GuardLevel.Warn))
        {
            Done(await caller.AsAsync(() => accept(key, reason)));
        }
    }

    private static void Done(CampaignAnswer answer) => Assert.True(answer.Done, answer.Refusal?.Message);

    private static void Done(ImportAnswer answer) => Assert.True(answer.Refusal is null, answer.Refusal?.Message);
}
