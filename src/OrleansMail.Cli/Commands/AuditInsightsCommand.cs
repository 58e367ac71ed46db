using System.CommandLine;
using System.Globalization;
using OrleansMail.Audit;
using OrleansMail.Insights;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>audit insights</c>: the periodic look at the audit trails.</summary>
internal static class AuditInsightsCommand
{
    private const int DefaultDays = 7;
    private const int MostDays = 366;

    public static Command Create()
    {
        var days = new Option<int>("--days")
        {
            HelpName = "N",
            Description = $"How many days back to look, 1 to {MostDays}; by default {DefaultDays}",
            DefaultValueFactory = _ => DefaultDays,
        };
        days.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number)
                || number is < 1 or > MostDays))
            {
                result.AddError($"--days '{token.Value}' is not between 1 and {MostDays}.");
            }
        });
        var zone = new Option<TimeZoneInfo>("--time-zone")
        {
            HelpName = "ZONE",
            Description = "Where people work, such as Asia/Tokyo; by default the zone of this machine",
            DefaultValueFactory = _ => TimeZoneInfo.Local,
            CustomParser = result =>
            {
                if (!TimeZoneInfo.TryFindSystemTimeZoneById(result.Tokens[0].Value, out var found))
                {
                    result.AddError($"--time-zone '{result.Tokens[0].Value}' is not known on this machine.");
                }

                return found;
            },
        };
        return Verb.OnSilo(
            "insights",
            "Looks through all audit trails for what a person should look at: sign-ins at odd hours or from new networks, "
            + "failures before a sign-in, many reads or refusals, hasty or habitual approvals, warnings set aside, unused "
            + "rights.",
            "audit.read",
            async (context, cancellation) =>
            {
                var now = context.Clock.GetUtcNow();
                var since = now - TimeSpan.FromDays(context.Get(days));
                var look = new AuditInsights(since, now, context.Get(zone));
                var trails = (await context.Grains.GetGrain<IAuditTrailsGrain>(0).TrailsAsync()).Select(one => one.Name);
                var filter = new AuditFilter(Since: since - AuditInsights.Lookback, Until: now);
                await foreach (var entry in AuditPages.MergedAsync(context.Grains, trails, filter, cancellation))
                {
                    look.See(entry);
                }

                return Print(context.Output, new InsightsView(since, now, [.. look.End().Select(InsightView.Of)]));
            },
            days, zone);
    }

    private static int Print(Output output, InsightsView view)
    {
        if (output.IsJson)
        {
            output.Json(view, OutputJson.Shared.InsightsView);
            return CommandRun.Done;
        }

        if (view.Insights.Length == 0)
        {
            output.Line($"Nothing to look at since {Plain.Time(view.Since)}");
            return CommandRun.Done;
        }

        var table = new Table().AddColumns("rule", "who", "what", "entries");
        foreach (var insight in view.Insights)
        {
            table.AddRow(
                Plain.Cell(insight.Rule),
                Plain.Cell(insight.Subject),
                Plain.Cell(insight.Message),
                Plain.Cell(string.Join(", ", insight.Entries.Select(entry => $"{entry.Trail} {entry.Seq}"))));
        }

        output.Table(table);
        return CommandRun.Done;
    }
}
