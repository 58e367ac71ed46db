using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>user invite</c>: has somebody choose a new password, or a new factor too.</summary>
internal static class UserInviteCommand
{
    public static Command Create()
    {
        var (name, file) = (PeopleInputs.User(), PeopleInputs.Out("the invitation"));
        var factor = new Option<bool>("--new-factor")
        {
            Description = "Take the second factor away too: two administrators have to ask for it within an hour",
        };
        return Verb.OnSilo(
            "invite",
            "Has somebody who forgot the password choose a new one; sessions end. The second factor stays.",
            "user.manage",
            async (context, _) =>
            {
                if (!SecretOutput.IsReady(context, context.Get(file)))
                {
                    return CommandRun.Failed;
                }

                var invitation = Invitation.Create();
                var hash = Invitation.HashOf(invitation);
                var grain = context.Grains.GetGrain<IUserGrain>(context.Get(name));
                var answer = context.Get(factor)
                    ? await grain.DropFactorAsync(hash)
                    : await grain.InviteAsync(hash);
                return answer.User?.DropAskedBy is null
                    ? Give(context, answer, invitation, context.Get(file))
                    : UserPrint.Show(context, answer);
            },
            name, factor, file);
    }

    /// <summary>Prints the user, and hands the invitation over if there is one.</summary>
    public static int Give(CommandContext context, UserAnswer answer, string invitation, string? file)
    {
        if (answer.Refusal is null)
        {
            SecretOutput.Give(context, file, "The invitation, for `orleansmail login NAME --invited`", invitation);
        }

        return UserPrint.Show(context, answer, file);
    }
}
