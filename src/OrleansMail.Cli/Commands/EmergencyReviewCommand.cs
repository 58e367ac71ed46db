using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>emergency review</c>: somebody has looked at what was done in an emergency.</summary>
internal static class EmergencyReviewCommand
{
    public static Command Create()
    {
        var name = PeopleInputs.Account();
        var reason = Inputs.Text("--reason", "TEXT", "What the review found", required: true);
        return Verb.OnSilo(
            "review",
            "Notes that you have read what was done, by `audit list --caller NAME`. What is still open ends; then the "
            + "account can be sealed anew.",
            "user.manage@everywhere",
            async (context, _) =>
            {
                var grain = context.Grains.GetGrain<IEmergencyGrain>(context.Get(name));
                return EmergencyPrint.Show(context, await Repeat.OnTimeoutAsync(() => grain.ReviewAsync(context.Get(reason))));
            },
            name, reason);
    }
}
