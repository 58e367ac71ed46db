using OrleansMail.People;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary>Prints a sealed account without its keys, or why a request was refused.</summary>
internal static class EmergencyPrint
{
    public static int Show(CommandContext context, EmergencyAnswer answer, string? file = null)
    {
        if (answer.Refusal is { } refusal)
        {
            return context.Output.Refuse(refusal);
        }

        var view = EmergencyView.Of(answer.Account!, file);
        if (context.Output.IsJson)
        {
            context.Output.Json(view, OutputJson.Shared.EmergencyView);
            return CommandRun.Done;
        }

        context.Output.Line(
            $"{view.Name}: {view.State}, {string.Join(", ", view.Grants)}, keys of {string.Join(" and ", view.SealedBy)}");
        return CommandRun.Done;
    }
}
