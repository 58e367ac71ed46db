using System.CommandLine;
using System.Globalization;
using OrleansMail.Campaigns;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>domain rules</c>: how many people must approve what is sent for a domain.</summary>
internal static class DomainRulesCommand
{
    public static Command Create()
    {
        var domain = Inputs.Domain();
        var options = new RulesOptions();
        return Verb.OnSilo(
            "rules",
            "Shows how many must approve a campaign of the domain, or changes it for what is submitted afterwards. Whoever "
            + "changes the rules approves nothing under them.",
            "campaign.read to see, domain.manage to change",
            async (context, _) =>
            {
                var grain = context.Grains.GetGrain<IApprovalRulesGrain>(Inputs.ALabels(context.Get(domain))!);
                var now = await grain.ShowAsync();
                var wanted = options.Over(context, now.Rules);
                if (wanted != now.Rules)
                {
                    var answer = await Repeat.OnTimeoutAsync(() => grain.SetAsync(wanted));
                    if (answer.Refusal is { } refusal)
                    {
                        return context.Output.Refuse(refusal);
                    }

                    now = answer.Rules;
                }

                Show(context.Output, now);
                return CommandRun.Done;
            },
            [domain, .. options.Symbols]);
    }

    private static void Show(Output output, DomainRules domain)
    {
        if (output.IsJson)
        {
            output.Json(RulesView.Of(domain), OutputJson.Shared.RulesView);
            return;
        }

        var rules = domain.Rules;
        var table = new Table { ShowHeaders = false }.AddColumns("rule", "value");
        table.AddRow(Plain.Cell("approvals"), Plain.Cell(rules.Approvals));
        table.AddRow(Plain.Cell("approvals with a reason for more"), Plain.Cell(rules.More));
        table.AddRow(Plain.Cell("a reason: more recipients than"), Plain.Cell(Plain.Count(rules.ManyRecipients)));
        table.AddRow(Plain.Cell("a reason: an attachment"), Plain.Cell(YesNo(rules.Attachments)));
        table.AddRow(Plain.Cell("a reason: personal columns"), Plain.Cell(YesNo(rules.PersonalColumns)));
        table.AddRow(Plain.Cell("a reason: first campaign of the domain"), Plain.Cell(YesNo(rules.FirstCampaign)));
        table.AddRow(
            Plain.Cell("a reason: share of known recipients below"),
            Plain.Cell(rules.KnownShare.ToString("0.##", CultureInfo.InvariantCulture)));
        table.AddRow(Plain.Cell("an approval holds for"), Plain.Cell(Duration.Text(rules.ExpiresAfter)));
        table.AddRow(Plain.Cell("version"), Plain.Cell(domain.Version));
        table.AddRow(Plain.Cell("set by"), Plain.Cell(domain.SetBy));
        output.Table(table);
    }

    private static string YesNo(bool value) => value ? "yes" : "no";
}
