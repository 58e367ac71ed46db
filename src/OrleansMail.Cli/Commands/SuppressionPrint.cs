using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary>Prints whether an address is suppressed.</summary>
internal static class SuppressionPrint
{
    public static int Show(Output output, SuppressionChange change)
    {
        if (output.IsJson)
        {
            output.Json(change, OutputJson.Shared.SuppressionChange);
        }
        else if (change.Entry is { } entry)
        {
            output.Line(
                $"{change.Address} is suppressed since {Plain.Time(entry.Since)}: {entry.Reason} {entry.Evidence}");
        }
        else
        {
            output.Line(change.Changed ? $"{change.Address} gets mail again" : $"{change.Address} is not suppressed");
        }

        return CommandRun.Done;
    }
}
