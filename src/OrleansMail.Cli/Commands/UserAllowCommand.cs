using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>user allow</c>: where somebody may call from.</summary>
internal static class UserAllowCommand
{
    public static Command Create()
    {
        var name = PeopleInputs.User();
        var ranges = new Argument<string[]>("RANGE")
        {
            Description = "Addresses as 192.0.2.0/24, 2001:db8::/32 or one address; none for anywhere",
            Arity = ArgumentArity.ZeroOrMore,
        };
        return Verb.OnSilo(
            "allow",
            "Says where somebody may call from, instead of what was said before. Checked at every call.",
            "user.manage",
            async (context, _) =>
            {
                var grain = context.Grains.GetGrain<IUserGrain>(context.Get(name));
                return UserPrint.Show(
                    context, await Repeat.OnTimeoutAsync(() => grain.AllowAsync(context.Get(ranges) ?? [])));
            },
            name, ranges);
    }
}
