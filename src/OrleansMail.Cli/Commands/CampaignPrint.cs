using System.Globalization;
using OrleansMail.Campaigns;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary>Prints where a campaign stands, or that there is none.</summary>
internal static class CampaignPrint
{
    public static int Missing(CommandContext context, string id) => context.Output.Fail(
        "not-found", $"there is no campaign {id}; `orleansmail campaign list` shows those there are", "id");

    /// <summary>Prints the answer to a request; the exit code says whether it was carried out.</summary>
    /// <param name="then">What a person reads when it was.</param>
    public static int Answer(CommandContext context, CampaignAnswer answer, Func<CampaignStatus, string> then)
    {
        if (answer.Refusal is { } refusal)
        {
            return context.Output.Refuse(refusal);
        }

        if (context.Output.IsJson)
        {
            context.Output.Json(StatusView.Of(answer.Status), OutputJson.Shared.StatusView);
        }
        else
        {
            context.Output.Line(then(answer.Status));
        }

        return CommandRun.Done;
    }

    public static void Status(Output output, CampaignStatus status)
    {
        if (output.IsJson)
        {
            output.Json(StatusView.Of(status), OutputJson.Shared.StatusView);
            return;
        }

        var table = new Table { ShowHeaders = false }.AddColumns("fact", "value");
        table.Columns[1].RightAligned();
        foreach (var (fact, value) in Facts(status))
        {
            table.AddRow(Plain.Cell(fact), Plain.Cell(value));
        }

        output.Table(table);
    }

    /// <summary>How many approvals of how many.</summary>
    public static string Given(CampaignStatus status) => string.Create(
        CultureInfo.InvariantCulture, $"{status.Approvals.Length} of {Math.Max(1, status.ApprovalsNeeded)} approvals");

    /// <summary>How many approvals it takes, and why.</summary>
    public static string Needed(int approvals, string[] reasons) => string.Create(
        CultureInfo.InvariantCulture, $"{approvals}{(reasons.Length == 0 ? "" : $": {string.Join("; ", reasons)}")}");

    public static IEnumerable<(string Fact, string Value)> Counts(CampaignStatus status) =>
        from row in new (string Fact, long Count)[]
        {
            ("pending", status.Pending),
            ("delivered", status.Delivered),
            ("deferred", status.Deferred),
            ("bounced", status.Bounced),
            ("suppressed", status.Suppressed),
            ("expired", status.Expired),
            ("cancelled", status.Cancelled),
            ("unknown", status.Unknown),
        }
        select (row.Fact, Plain.Count(row.Count));

    private static IEnumerable<(string Fact, string? Value)> Facts(CampaignStatus status)
    {
        yield return ("campaign", status.Id);
        yield return ("state", status.State.ToString());
        if (status.Reason is not null)
        {
            yield return ("reason", status.Reason);
        }

        yield return ("recipients", Plain.Count(status.Recipients));
        foreach (var count in Counts(status))
        {
            yield return count;
        }

        yield return ("content hash", status.ContentHash);
        yield return ("submitted by", status.SubmittedBy);
        yield return ("approved by", string.Join(", ", status.Approvals));
        if (status.Deputies.Length > 0)
        {
            yield return ("as deputies", string.Join(", ", status.Deputies));
        }

        if (status.ApprovalsNeeded > 0)
        {
            yield return ("approvals needed", Needed(status.ApprovalsNeeded, status.ApprovalReasons));
        }

        if (status.ApprovedUntil is { } approved)
        {
            yield return ("approval runs out", Plain.Time(approved));
        }

        if (status.Settings?.SendAt is { } sendAt)
        {
            yield return ("time to send", Plain.Time(sendAt));
        }

        yield return ("held until", status.HeldUntil is { } held ? Plain.Time(held) : null);
        if (status.CanaryUntil is { } canary)
        {
            yield return ("goes on at", Plain.Time(canary));
        }

        yield return ("started", status.StartedAt is { } started ? Plain.Time(started) : null);
        yield return status.FinishedAt is { } finished
            ? ("finished", Plain.Time(finished))
            : ("finishes about", status.EstimatedFinishAt is { } estimated ? Plain.Time(estimated) : null);
        if (status.ForgottenAt is { } forgotten)
        {
            yield return ("forgotten", Plain.Time(forgotten));
        }

        if (status.KeyRemains is { } why)
        {
            yield return ("its key", $"destroyed; a copy stays in the file of the database: {why}");
        }
    }
}
