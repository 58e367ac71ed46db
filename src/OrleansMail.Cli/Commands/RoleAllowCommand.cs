using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>role allow</c>: where a role counts.</summary>
internal static class RoleAllowCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("ROLE") { Description = string.Join(", ", Role.Names) };
        var ranges = PeopleInputs.Ranges();
        return Verb.OnSilo(
            "allow",
            "Says where people have to call from for a role of theirs to count, instead of what was said before.",
            "user.manage",
            async (context, _) =>
            {
                var grain = context.Grains.GetGrain<IRolesGrain>(0);
                var answer = await Repeat.OnTimeoutAsync(() => grain.AllowAsync(context.Get(name), context.Get(ranges) ?? []));
                return answer.Refusal is { } refusal
                    ? context.Output.Refuse(refusal)
                    : Show(context.Output, RoleView.Of(answer.Role!));
            },
            name, ranges);
    }

    private static int Show(Output output, RoleView role)
    {
        if (output.IsJson)
        {
            output.Json(role, OutputJson.Shared.RoleView);
        }
        else
        {
            output.Line(role.Addresses.Length == 0
                ? $"{role.Name} counts from anywhere."
                : $"{role.Name} counts for calls from {string.Join(", ", role.Addresses)} only.");
        }

        return CommandRun.Done;
    }
}
