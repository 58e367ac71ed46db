using System.CommandLine;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>session end</c>: ends one or all others of one's own sessions.</summary>
internal static class SessionEndCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ID")
        {
            Description = "The session, as `session list` shows it; by default all but this one",
            DefaultValueFactory = _ => "",
        };
        return Verb.OnSilo(
            "end",
            "Ends a session of yours at once, or all but this one.",
            "none, but a session",
            async (context, _) =>
            {
                if (OwnSession.Find(context) is not var (_, grain))
                {
                    return CommandRun.Failed;
                }

                var ended = await grain.EndSessionAsync(context.Get(id));
                if (context.Get(id).Length > 0 && ended == 0)
                {
                    return context.Output.Fail(
                        "not-found", "you have no such session; see `orleansmail session list`", "id");
                }

                if (context.Output.IsJson)
                {
                    context.Output.Json(new EndedView(ended), OutputJson.Shared.EndedView);
                }
                else
                {
                    context.Output.Line($"{Plain.Count(ended)} ended");
                }

                return CommandRun.Done;
            },
            id);
    }
}
