using System.CommandLine;
using OrleansMail.Retention;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>domain retention</c>: how long the data of ended campaigns is kept.</summary>
internal static class DomainRetentionCommand
{
    public static Command Create()
    {
        var domain = Inputs.Domain();
        var marketing = Days("--marketing", "Days for advertising and mail of no stated class, 31 to 3660");
        var other = Days("--other", "Days for notices and transactional mail, 7 to 3660");
        var keep = Instant.Option(
            "--keep-until", "Forget nothing of the domain by its age before this time, for an order of an authority or a lawsuit");
        var release = new Option<bool>("--no-keep") { Description = "Take that time back" };
        return Verb.OnSilo(
            "retention",
            "Shows how long recipients, content and replies of ended campaigns are kept, or changes it. Then their key is "
            + "destroyed by itself, as `campaign forget` does.",
            "campaign.read to see, domain.manage to change",
            async (context, _) =>
            {
                var grain = context.Grains.GetGrain<IRetentionGrain>(Inputs.ALabels(context.Get(domain))!);
                var now = await grain.ShowAsync();
                var wanted = new RetentionRules
                {
                    MarketingDays = context.Get(marketing) ?? now.Rules.MarketingDays,
                    OtherDays = context.Get(other) ?? now.Rules.OtherDays,
                    KeepUntil = context.Get(release) ? null : context.Get(keep) ?? now.Rules.KeepUntil,
                };
                if (wanted != now.Rules)
                {
                    var answer = await Repeat.OnTimeoutAsync(() => grain.SetAsync(wanted));
                    if (answer.Refusal is { } refusal)
                    {
                        return context.Output.Refuse(refusal);
                    }

                    now = answer.Retention;
                }

                Show(context.Output, now);
                return CommandRun.Done;
            },
            domain, marketing, other, keep, release);
    }

    private static Option<int?> Days(string name, string description) =>
        new(name) { HelpName = "DAYS", Description = description };

    private static void Show(Output output, DomainRetention retention)
    {
        if (output.IsJson)
        {
            output.Json(RetentionView.Of(retention), OutputJson.Shared.RetentionView);
            return;
        }

        var table = new Table { ShowHeaders = false }.AddColumns("what", "value");
        table.AddRow(Plain.Cell("advertising, and class not stated"), Plain.Cell($"{retention.MarketingDays} days"));
        table.AddRow(Plain.Cell("notices and transactional mail"), Plain.Cell($"{retention.OtherDays} days"));
        table.AddRow(Plain.Cell("nothing is forgotten before"), Plain.Cell(retention.Rules.KeepUntil));
        table.AddRow(Plain.Cell("set by"), Plain.Cell(retention.SetBy ?? ""));
        output.Table(table);
    }
}
