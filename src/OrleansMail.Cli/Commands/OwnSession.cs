using OrleansMail.People;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary>The session of whoever runs the command.</summary>
internal static class OwnSession
{
    public static SessionStore Store(CommandContext context) => SessionStore.Of(context.Get(GlobalOptions.Data));

    /// <summary>The name that signed in, and its grain; null if nobody did, which was told.</summary>
    public static (string Name, IUserGrain Grain)? Find(CommandContext context)
    {
        if (Store(context).Token is { } text && CallerToken.TryParse(text, out var token)
            && token.Kind == CallerKind.Person)
        {
            return (token.Owner, context.Grains.GetGrain<IUserGrain>(token.Owner));
        }

        context.Output.Fail("session", "nobody is signed in here; use `orleansmail login`");
        return null;
    }

    /// <summary>Name and grain of the emergency account that is open here; null if none is.</summary>
    public static (string Name, IEmergencyGrain Grain)? FindEmergency(CommandContext context) =>
        Store(context).Token is { } text && CallerToken.TryParse(text, out var token) && token.Kind == CallerKind.Emergency
            ? (token.Owner, context.Grains.GetGrain<IEmergencyGrain>(token.Owner))
            : null;

    /// <summary>Keeps the token of a session that was begun or renewed, and tells what comes next.</summary>
    public static int Take(CommandContext context, string name, SessionAnswer answer)
    {
        if (answer.Refusal is { } refusal)
        {
            return context.Output.Refuse(refusal);
        }

        Store(context).Keep(answer.Token);
        if (context.Output.IsJson)
        {
            context.Output.Json(SignedInView.Of(name, answer), OutputJson.Shared.SignedInView);
            return CommandRun.Done;
        }

        context.Output.Line($"Signed in as {name}, until {Plain.Time(answer.EndsAt)} at the latest");
        if (Before(answer.Needs) is { } first)
        {
            context.Output.Line(first);
        }

        return CommandRun.Done;
    }

    /// <summary>What has to be done before the rights of a session count; null for nothing.</summary>
    public static string? Before(SessionNeeds needs) => needs switch
    {
        SessionNeeds.Factor => "Your rights count once you have a second factor: orleansmail factor add",
        SessionNeeds.NewPassword => "Your rights count once you have a new password: orleansmail password",
        _ => null,
    };
}
