using System.Diagnostics;
using OrleansMail.Audience;
using OrleansMail.Campaigns;
using OrleansMail.Guard;
using OrleansMail.Commands;
using OrleansMail.Domains;
using OrleansMail.Egress;
using OrleansMail.Hosting;
using OrleansMail.Recipients;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Demo;

/// <summary>The whole way on this machine: silo, receiver, domain, key, two people, import, guard, approval, sending.</summary>
internal sealed class DemoRun(CommandContext context, string folder, int recipients)
{
    private const int Page = 1000;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <summary>What it came to, or why it could not be done.</summary>
    public async Task<(DemoView? View, Refusal? Refusal)> RunAsync(CancellationToken cancellation)
    {
        await using var receiver = new DemoReceiver();
        await using var silo = await MailSilo.StartAsync(folder, DemoFacts.Configuration(receiver.EndPoint));
        var demo = new CommandContext(context, silo.Grains);
        Note("A silo runs, and a receiver that verifies every signature.");

        var domain = await silo.Grains.GetGrain<ISendingDomainGrain>(DemoFacts.Domain)
            .AddAsync(new DomainSettings($"https://unsubscribe.{DemoFacts.Domain}/u/{{token}}", null, null));
        receiver.Publish(domain.Selector, domain.Records[0].Value);
        await silo.Grains.GetGrain<IEgressIpGrain>("127.0.0.1").AddAsync($"mta1.{DemoFacts.Domain}");
        Note($"Sending domain {DemoFacts.Domain} has a DKIM key, selector {domain.Selector}.");

        var campaign = demo.Campaign(DemoFacts.Campaign);
        var refusal = await DraftAsync(campaign)
            ?? await ImportAsync(silo.Grains, cancellation)
            ?? await CheckAsync(campaign)
            ?? await ApproveAsync(campaign);
        return refusal is null
            ? (await SendAsync(demo, campaign, receiver, cancellation), null)
            : (null, refusal);
    }

    private static async Task<Refusal?> DraftAsync(ICampaignGrain campaign)
    {
        var settings = new CampaignSettings(
            $"Demo shop <news@{DemoFacts.Domain}>", InDoubt.Hold, false, TimeSpan.Zero, TimeSpan.FromHours(72),
            null, null, null, MailClass.Notice);
        var answer = await campaign.DraftAsync(settings, DemoContent.Template, DemoFacts.Author);
        return answer.Refusal;
    }

    private async Task<Refusal?> ImportAsync(IGrainFactory grains, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, "recipients.csv");
        await DemoContent.WriteAudienceAsync(path, recipients);
        await using var file = File.OpenRead(path);
        await using var report = new RowReport(Path.Combine(folder, "bad-rows.csv"));
        var import = new AudienceImport(
            grains.GetGrain<IAudienceGrain>(DemoFacts.Campaign), report, skipBad: false);
        var opened = await AudienceReader.OpenAsync(file, cancellation);
        if (opened.Reader is not { } reader)
        {
            return new Refusal("recipients", opened.Reason!, "recipients");
        }

        var result = await import.RunAsync(reader, DemoFacts.Author, () => { }, cancellation);
        Note($"{DemoFacts.Author} imported {Plain.Count(result.Rows)} recipients.");
        return result.Refusal;
    }

    private async Task<Refusal?> CheckAsync(ICampaignGrain campaign)
    {
        var check = await campaign.CheckAsync();
        if (check.Report is { } report)
        {
            Note($"The guard read the finished mail of all {Plain.Count(report.RowsChecked)}: "
                + $"{report.Findings.Length} findings, {(report.Blocks ? "blocked" : "nothing blocks")}.");
        }

        return check.Refusal;
    }

    private async Task<Refusal?> ApproveAsync(ICampaignGrain campaign)
    {
        var submitted = await campaign.SubmitAsync(DemoFacts.Author);
        if (submitted.Refusal is { } refusal)
        {
            return refusal;
        }

        var hash = submitted.Status.ContentHash!;
        var own = await campaign.ApproveAsync(hash, DemoFacts.Author);
        Note($"{DemoFacts.Author} tries to approve it alone: {own.Refusal?.Message}");
        var approved = await campaign.ApproveAsync(hash, DemoFacts.Approver);
        Note($"{DemoFacts.Approver} approves exactly {hash[..16]}…");
        return approved.Refusal;
    }

    private static async Task<DemoView> SendAsync(
        CommandContext demo, ICampaignGrain campaign, DemoReceiver receiver, CancellationToken cancellation)
    {
        var began = demo.Clock.GetTimestamp();
        var started = await campaign.CommandAsync(CampaignCommand.Start, DemoFacts.Approver);
        var status = started.Status;
        if (demo.Output.IsLive)
        {
            status = await CampaignBar.FollowAsync(demo, Between, status, cancellation);
        }

        while (!CampaignWatchCommand.IsFinal(status))
        {
            status = await CampaignWatchCommand.NextAsync(demo, Between, status, cancellation);
        }

        var seconds = demo.Clock.GetElapsedTime(began).TotalSeconds;
        var ledgerOk = await LedgerAgreesAsync(demo, status, receiver);
        return new DemoView(
            status.Recipients, status.Delivered, status.Deferred, status.Bounced, status.Suppressed, status.Unknown,
            Math.Round(seconds, 3), Math.Round(status.Delivered / seconds, 1), PeakRss(), receiver.Verified, ledgerOk, null);
    }

    /// <summary>One final line for every recipient, and the receiver has seen each delivered one exactly once.</summary>
    private static async Task<bool> LedgerAgreesAsync(CommandContext demo, CampaignStatus status, DemoReceiver receiver)
    {
        long lines = 0;
        long delivered = 0;
        var after = -1L;
        while (true)
        {
            var page = await demo.Report.OutcomesAsync(DemoFacts.Campaign, after, Page);
            if (page.Length == 0)
            {
                break;
            }

            lines += page.Count(line => line.Final);
            delivered += page.Count(line => line.Outcome == Outcomes.OutcomeKind.Delivered);
            after = page[^1].Row;
        }

        var seen = receiver.Counts;
        return lines == status.Recipients
            && delivered == status.Delivered
            && seen.AcceptedRecipients == delivered
            && seen is { Duplicates: 0, Violations: 0 };
    }

    private static long PeakRss()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private void Note(string text) => context.Output.Note(text);
}
