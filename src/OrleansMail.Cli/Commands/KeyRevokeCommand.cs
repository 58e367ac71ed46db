using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>key revoke</c>: the end of an API key.</summary>
internal static class KeyRevokeCommand
{
    public static Command Create()
    {
        var id = PeopleInputs.Key();
        return Verb.OnSilo(
            "revoke",
            "Ends an API key at once and for good, with all its secrets.",
            "key.manage",
            async (context, _) =>
            {
                var grain = context.Grains.GetGrain<IApiKeyGrain>(context.Get(id));
                return KeyPrint.Show(context, await Repeat.OnTimeoutAsync(grain.RevokeAsync));
            },
            id);
    }
}
