using OrleansMail.Domains;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary>Prints a sending domain with its records, or that there is none.</summary>
internal static class DomainPrint
{
    public static void Show(CommandContext context, SendingDomain domain)
    {
        var output = context.Output;
        if (output.IsJson)
        {
            output.Json(DomainView.Of(domain), OutputJson.Shared.DomainView);
            return;
        }

        output.Line($"{domain.Domain}: signs with DKIM selector {domain.Selector}, added {Plain.Time(domain.AddedAt)}");
        output.Line("Publish in DNS:");
        output.Line("");
        foreach (var record in domain.Records)
        {
            output.Line(record.ZoneLine);
        }

        output.Line("");
        output.Line($"Then check with: orleansmail domain check {domain.Domain}");
    }

    public static int Missing(CommandContext context, string domain) => context.Output.Fail(
        "not-found", $"{domain} is no sending domain here; add it with `orleansmail domain add {domain}`", "domain");
}
