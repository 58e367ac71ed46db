using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>whoami</c>: who calls, and with what rights.</summary>
internal static class WhoAmICommand
{
    public static Command Create() => Verb.OnSilo(
        "whoami",
        "Tells who you are here and what you may do.",
        "none, but a session or an API key",
        async (context, _) =>
        {
            if (await FindAsync(context) is not { } facts)
            {
                return context.Output.Fail("session", "nobody is signed in here; use `orleansmail login`");
            }

            Show(context, CallerView.Of(facts));
            if (!context.Output.IsJson && OwnSession.Before(facts.Needs) is { } first)
            {
                context.Output.Line(first);
            }

            return CommandRun.Done;
        });

    /// <summary>Who calls here, and with what rights; null if nobody is signed in.</summary>
    internal static async Task<CallerFacts?> FindAsync(CommandContext context)
    {
        var text = CallerTokenSource.Find(OwnSession.Store(context), Environment.GetEnvironmentVariable);
        return text is not null && CallerToken.TryParse(text, out var token) ? await AskAsync(context, token) : null;
    }

    private static Task<CallerFacts?> AskAsync(CommandContext context, CallerToken token) => token.Kind switch
    {
        CallerKind.Service => context.Grains.GetGrain<IApiKeyGrain>(token.Owner).WhoAmIAsync(),
        CallerKind.Emergency => context.Grains.GetGrain<IEmergencyGrain>(token.Owner).WhoAmIAsync(),
        _ => context.Grains.GetGrain<IUserGrain>(token.Owner).WhoAmIAsync(),
    };

    private static void Show(CommandContext context, CallerView view)
    {
        if (context.Output.IsJson)
        {
            context.Output.Json(view, OutputJson.Shared.CallerView);
            return;
        }

        context.Output.Line($"{view.Name} ({view.Kind}), until {(view.EndsAt is { } end ? Plain.Time(end) : "-")}");
        foreach (var right in view.Rights)
        {
            context.Output.Line($"  {right}");
        }

        foreach (var away in view.Away)
        {
            context.Output.Line($"  {away}, but not from {view.From}: the role counts from certain addresses alone");
        }

        foreach (var later in view.Later)
        {
            context.Output.Line($"  {later.Right}, but only from {Plain.Time(later.From)} on");
        }
    }
}
