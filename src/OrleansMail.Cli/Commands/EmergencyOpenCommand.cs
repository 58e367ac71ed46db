using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>emergency open</c>: two people with a key each begin to act in a sealed account.</summary>
internal static class EmergencyOpenCommand
{
    public static Command Create()
    {
        var name = PeopleInputs.Account();
        var (first, second) = (Inputs.File("--first", "One key"), Inputs.File("--second", "The other key"));
        var reason = Inputs.Text("--reason", "TEXT", "Why it has to be", required: true);
        return Verb.OnSilo(
            "open",
            "Opens a sealed account for an hour at most: the commands that follow act as it, until `logout`. The keys are "
            + "used up by it; every call has its audit entry, and an administrator has to review them.",
            "none, but both keys",
            async (context, cancellation) =>
            {
                var account = context.Get(name);
                var answer = await context.Grains.GetGrain<IEmergencyGrain>(account).OpenAsync(
                    await File.ReadAllTextAsync(context.Get(first).FullName, cancellation),
                    await File.ReadAllTextAsync(context.Get(second).FullName, cancellation),
                    context.Get(reason));
                return OwnSession.Take(context, account, answer);
            },
            name, first, second, reason);
    }
}
