using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>user add</c>: invites somebody.</summary>
internal static class UserAddCommand
{
    public static Command Create()
    {
        var (name, wishes, file) = (PeopleInputs.User(), PeopleInputs.Wishes(), PeopleInputs.Out("the invitation"));
        return Verb.OnSilo(
            "add",
            "Invites somebody: makes a user, and an invitation with which that person chooses a password.",
            "user.manage",
            async (context, _) =>
            {
                if (!SecretOutput.IsReady(context, context.Get(file)))
                {
                    return CommandRun.Failed;
                }

                var invitation = Invitation.Create();
                var grain = context.Grains.GetGrain<IUserGrain>(context.Get(name));
                var answer = await Repeat.OnTimeoutAsync(
                    () => grain.CreateAsync(Invitation.HashOf(invitation), context.Get(wishes)));
                return UserInviteCommand.Give(context, answer, invitation, context.Get(file));
            },
            name, wishes, file);
    }
}
