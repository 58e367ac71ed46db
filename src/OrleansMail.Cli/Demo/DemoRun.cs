using System.Diagnostics;
using OrleansMail.Audience;
using OrleansMail.Campaigns;
using OrleansMail.Commands;
using OrleansMail.Domains;
using OrleansMail.Egress;
using OrleansMail.Guard;
using OrleansMail.Hosting;
using OrleansMail.Recipients;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Demo;

/// <summary>The whole way on this machine: silo, receiver, people, domain, key, import, guard, approval, sending.</summary>
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

        var (staff, nobody) = await DemoStaff.GatherAsync(new DemoPeople(silo.Grains, folder, context.Clock));
        if (staff is null)
        {
            return (null, nobody);
        }

        Note($"{staff.Author.Name} (author), {staff.Approver.Name} (approver), {staff.Operator.Name} (operator) and "
            + $"{staff.Auditor.Name} (auditor) signed in,"
            + " each with a password and a second factor.");
        var domain = await staff.Operator.AsAsync(() => silo.Grains.GetGrain<ISendingDomainGrain>(DemoFacts.Domain)
            .AddAsync(new DomainSettings($"https://unsubscribe.{DemoFacts.Domain}/u/{{token}}", null, null)));
        receiver.Publish(domain.Selector, domain.Records[0].Value);
        await staff.Operator.AsAsync(
            () => silo.Grains.GetGrain<IEgressIpGrain>("127.0.0.1").AddAsync($"mta1.{DemoFacts.Domain}"));
        Note($"Sending domain {DemoFacts.Domain} has a DKIM key, selector {domain.Selector}.");
        var rules = await staff.Operator.AsAsync(() => silo.Grains.GetGrain<IApprovalRulesGrain>(DemoFacts.Domain)
            .SetAsync(new ApprovalRules { More = 1 }));
        if (rules.Refusal is { } unruly)
        {
            return (null, unruly);
        }

        Note($"{staff.Operator.Name} lets one approval do; by default a domain's first campaign takes two.");

        var campaign = demo.Campaign(DemoFacts.Campaign);
        var refusal = await staff.Author.AsAsync(async () => await DraftAsync(campaign)
                ?? await ImportAsync(silo.Grains, staff.Author.Name, cancellation)
                ?? await CheckAsync(campaign))
            ?? await new DemoApproval(demo, campaign, staff).RunAsync();
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var sent = await staff.Operator.AsAsync(() => SendAsync(demo, campaign, receiver, cancellation));
        var (entries, isWhole) = await staff.Auditor.AsAsync(() => DemoAudit.VerifyAsync(silo.Grains, cancellation));
        Note($"{staff.Auditor.Name} verified the audit trails: {Plain.Count(entries)} entries, "
            + (isWhole ? "none changed, none missing." : "NOT in order."));
        return (sent with { AuditOk = isWhole }, null);
    }

    private static async Task<Refusal?> DraftAsync(ICampaignGrain campaign)
    {
        var settings = new CampaignSettings(
            $"Demo shop <news@{DemoFacts.Domain}>", InDoubt.Hold, false, TimeSpan.Zero, TimeSpan.FromHours(72),
            null, null, null, MailClass.Notice);
        var answer = await campaign.DraftAsync(settings, DemoContent.Template);
        return answer.Refusal;
    }

    private async Task<Refusal?> ImportAsync(
        IGrainFactory grains, string author, CancellationToken cancellation)
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

        var result = await import.RunAsync(reader, () => { }, cancellation);
        Note($"{author} imported {Plain.Count(result.Rows)} recipients.");
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

    private static async Task<DemoView> SendAsync(
        CommandContext demo, ICampaignGrain campaign, DemoReceiver receiver, CancellationToken cancellation)
    {
        var began = demo.Clock.GetTimestamp();
        var started = await campaign.StartAsync();
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
            Math.Round(seconds, 3), Math.Round(status.Delivered / seconds, 1), PeakRss(), receiver.Verified, ledgerOk, AuditOk: false);
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
