using System.Globalization;
using OrleansMail.Campaigns;
using OrleansMail.Guard;
using OrleansMail.Terminal;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary>Prints a review for the person who is to approve.</summary>
internal static class ReviewPrint
{
    /// <summary>Characters of each part of the mails after the first one.</summary>
    private const int Start = 300;

    /// <param name="mails">What the caller must see too; empty for who does not approve.</param>
    public static void Show(Output output, CampaignReview review, ReviewedMail[] mails)
    {
        var facts = new Table { ShowHeaders = false }.AddColumns("fact", "value");
        foreach (var (fact, value) in Facts(review))
        {
            facts.AddRow(Plain.Cell(fact), Plain.Cell(value));
        }

        output.Table(facts);
        Findings(output, review);
        Domains(output, review.Domains);
        foreach (var line in review.Before)
        {
            output.Line($"Last time: {line}");
        }

        Mails(output, mails);
        Next(output, review);
    }

    private static IEnumerable<(string Fact, string? Value)> Facts(CampaignReview review)
    {
        var settings = review.Settings;
        yield return ("campaign", review.Id);
        yield return ("hash", review.Hash);
        yield return ("from", settings.From);
        yield return ("recipients", Plain.Count(review.Recipients));
        if (review.Report.Suppressed is > 0 and var suppressed)
        {
            yield return ("of them suppressed", $"{Plain.Count(suppressed)} when it was checked: they get no mail");
        }

        yield return ("columns", string.Join(", ", review.Columns));
        yield return ("time to send", settings.SendAt is { } sendAt
            ? $"{sendAt.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)} ({Plain.Time(sendAt)}), once it is started"
            : "when it is started");
        yield return ("undo window", Duration.Text(settings.HoldFor));
        yield return ("first recipients", settings.CanaryFirst == 0
            ? "all at once"
            : $"{Plain.Count(settings.CanaryFirst)}, then a pause of {Duration.Text(settings.CanaryPause)}");
        yield return ("time to live", Duration.Text(settings.TimeToLive));
        yield return ("in doubt", settings.InDoubt.ToString());
        yield return ("unsubscribe", settings.UnsubscribeUrl ?? settings.UnsubscribeMailto);
        yield return ("return path", settings.ReturnPath);
        yield return ("checked at", Plain.Time(review.Report.At));
        if (review.Quorum is { } quorum)
        {
            yield return ("approvals needed", CampaignPrint.Needed(quorum.Needed, quorum.Reasons));
        }
    }

    private static void Findings(Output output, CampaignReview review)
    {
        if (review.Findings.Length == 0)
        {
            output.Line("The guard found nothing");
            return;
        }

        var table = new Table().AddColumns("finding", "row", "count", "message", "accepted");
        foreach (var (key, finding) in review.Findings.OrderByDescending(one => one.Finding.Level))
        {
            table.AddRow(
                Plain.Cell(key),
                Plain.Cell(finding.Row),
                Plain.Cell(Plain.Count(finding.Count)),
                Plain.Cell(finding.Message),
                Plain.Cell(finding.Level == GuardLevel.Warn ? Accepted(review, key) : null));
        }

        output.Table(table);
    }

    private static string Accepted(CampaignReview review, string key) => string.Join(
        "; ",
        review.Accepted.Concat(review.Confirmed)
            .Where(accepted => accepted.Finding == key)
            .Select(accepted => $"{accepted.By}: {accepted.Reason}"));

    private static void Domains(Output output, AudienceDomains domains)
    {
        if (domains.Largest.Length == 0)
        {
            return;
        }

        var table = new Table().AddColumns("domain", "recipients");
        table.Columns[1].RightAligned();
        foreach (var (domain, recipients) in domains.Largest)
        {
            table.AddRow(Plain.Cell(domain), Plain.Cell(Plain.Count(recipients)));
        }

        if (domains.OtherRecipients > 0)
        {
            table.AddRow(
                Plain.Cell($"{Plain.Count(domains.OtherDomains)} others"), Plain.Cell(Plain.Count(domains.OtherRecipients)));
        }

        output.Table(table);
    }

    private static void Mails(Output output, ReviewedMail[] mails)
    {
        var most = PreviewPrint.Whole;
        foreach (var (reason, mail) in mails)
        {
            PreviewPrint.Show(output, mail, reason, most);
            most = Start;
        }

        if (mails.Length > 0)
        {
            output.Line("---");
        }
    }

    private static void Next(Output output, CampaignReview review)
    {
        if (review.Findings.Any(one => one.Finding.Level == GuardLevel.Warn))
        {
            output.Line($"Accept each warning, unless you have: orleansmail campaign accept {review.Id} --finding KEY --reason TEXT");
        }

        if (review.Hash is { } hash)
        {
            output.Line($"Then: orleansmail campaign approve {review.Id} --hash {hash}");
        }
        else
        {
            output.Line($"Then its author: orleansmail campaign submit {review.Id}");
        }
    }
}
