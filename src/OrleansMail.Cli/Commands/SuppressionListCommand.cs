using System.CommandLine;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>suppression list</c>: all suppressed addresses.</summary>
internal static class SuppressionListCommand
{
    public static Command Create() => Verb.OnSilo(
        "list",
        "Lists the suppressed addresses, masked without recipients.read everywhere; with --json one object a line.",
        "suppression.manage",
        async (context, cancellation) =>
        {
            var output = context.Output;
            await foreach (var page in Pages.SuppressionsAsync(context.Report, cancellation))
            {
                foreach (var entry in page)
                {
                    if (output.IsJson)
                    {
                        output.Json(SuppressionView.Of(entry), OutputJson.Shared.SuppressionView);
                    }
                    else
                    {
                        output.Line(
                            $"{entry.Address,-40}  {Plain.Time(entry.Since)}  {entry.Reason,-8}  {entry.Evidence}");
                    }
                }

                await output.FlushAsync(cancellation);
            }

            return CommandRun.Done;
        });
}
