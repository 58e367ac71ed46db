using OrleansMail.People;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary>Prints an API key without its secret, or why a request was refused.</summary>
internal static class KeyPrint
{
    public static int Show(CommandContext context, ApiKeyAnswer answer, string? file = null)
    {
        if (answer.Refusal is { } refusal)
        {
            return context.Output.Refuse(refusal);
        }

        var view = KeyView.Of(answer.Key!, context.Clock.GetUtcNow(), file);
        if (context.Output.IsJson)
        {
            context.Output.Json(view, OutputJson.Shared.KeyView);
            return CommandRun.Done;
        }

        context.Output.Line(
            $"{view.Id}: {view.State} until {Plain.Time(view.ExpiresAt)}, {string.Join(", ", view.Grants)}");
        if (view.OlderUntil is { } older)
        {
            context.Output.Line($"  the secret before this one still counts until {Plain.Time(older)}");
        }

        return CommandRun.Done;
    }
}
