using System.CommandLine;
using OrleansMail.Domains;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>domain rotate-dkim</c>: announces a new key, and changes to it.</summary>
internal static class DomainRotateDkimCommand
{
    public static Command Create()
    {
        var domain = Inputs.Domain();
        var operation = new Option<Guid>("--operation")
        {
            HelpName = "GUID",
            Description = "Names this rotation, so that repeating it after a time-out makes no second key",
            DefaultValueFactory = _ => Guid.NewGuid(),
        };
        var activate = new Option<bool>("--activate")
        {
            Description = "Sign with the announced key from now on, if the silo sees its record in DNS",
        };
        var atOnce = new Option<bool>("--at-once")
        {
            Description = "The key that signs may be known to others: revoke it and sign with the next one now, whatever DNS has",
        };
        var reason = Inputs.Text("--reason", "TEXT", "Why, with --at-once; it stands in the audit trail");
        return Verb.OnSilo(
            "rotate-dkim",
            "Makes a DKIM key under the next selector, to be published. The one before goes on signing until the record of the "
                + "new one has been in DNS for 48 hours, or until --activate.",
            "domain.manage",
            async (context, _) =>
            {
                var name = Inputs.ALabels(context.Get(domain))!;
                var grain = context.Grains.GetGrain<ISendingDomainGrain>(name);
                var id = context.Get(operation);
                switch (context.Get(activate), context.Get(atOnce), context.Get(reason))
                {
                    case (true, true, _):
                        return context.Output.Fail(
                            "options", "--activate looks at DNS and --at-once does not; give one of them", "activate");
                    case (_, true, null):
                        return context.Output.Fail(
                            "reason", "--at-once takes --reason TEXT: why the key must not sign any more", "reason");
                    case (_, false, not null):
                        return context.Output.Fail("reason", "--reason belongs to --at-once", "reason");
                    case (_, true, { } why):
                        return Print(context, name, await Repeat.OnTimeoutAsync(() => grain.ReplaceDkimAsync(id, why)));
                    case (true, _, _):
                        return await ActivateAsync(context, name, grain);
                    default:
                        return Print(context, name, new(null, await Repeat.OnTimeoutAsync(() => grain.RotateDkimAsync(id))));
                }
            },
            domain, operation, activate, atOnce, reason);
    }

    private static async Task<int> ActivateAsync(CommandContext context, string name, ISendingDomainGrain grain)
    {
        if (await grain.ShowAsync() is not { } found)
        {
            return DomainPrint.Missing(context, name);
        }

        return found.Keys is { } keys && Array.Find(keys, key => key.State == DkimKeyState.Announced) is { } announced
            ? Print(context, name, await Repeat.OnTimeoutAsync(() => grain.ActivateDkimAsync(announced.Selector)))
            : context.Output.Fail(
                "not-announced",
                $"{name} has no announced key: it signs with {found.Selector}. `domain rotate-dkim {name}` makes the next one",
                "domain");
    }

    private static int Print(CommandContext context, string name, SendingDomainAnswer answer)
    {
        if (answer.Refusal is { } refusal)
        {
            return context.Output.Refuse(refusal);
        }

        if (answer.Domain is not { } found)
        {
            return DomainPrint.Missing(context, name);
        }

        DomainPrint.Show(context, found);
        return CommandRun.Done;
    }
}
