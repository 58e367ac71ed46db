using System.CommandLine;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>key add</c>: an API key for a service.</summary>
internal static class KeyAddCommand
{
    private static readonly TimeSpan ByDefault = TimeSpan.FromDays(90);

    public static Command Create()
    {
        var (id, wishes, allow) = (PeopleInputs.Key(), PeopleInputs.Wishes(), PeopleInputs.Allow());
        var (file, expires) = (PeopleInputs.Out("the key"), Duration.Option("--expires", "How long it lasts, 366d at most", "90d"));
        return Verb.OnSilo(
            "add",
            "Makes an API key for a service. Only its hash leaves this program.",
            "key.manage",
            async (context, _) =>
            {
                if (!SecretOutput.IsReady(context, context.Get(file)))
                {
                    return CommandRun.Failed;
                }

                var (name, secret) = (context.Get(id), CallerToken.NewSecret());
                var settings = new ApiKeySettings(
                    context.Get(wishes), context.Get(allow),
                    context.Clock.GetUtcNow() + (context.Get(expires) ?? ByDefault));
                return await GiveAsync(
                    context, name, secret, context.Get(file), (grain, hash) => grain.CreateAsync(hash, settings));
            },
            id, wishes, allow, expires, file);
    }

    /// <summary>Takes a secret into use and hands it over.</summary>
    public static async Task<int> GiveAsync(
        CommandContext context, string id, byte[] secret, string? file, Func<IApiKeyGrain, byte[], Task<ApiKeyAnswer>> use)
    {
        var text = CallerToken.Write(CallerKind.Service, id, secret);
        _ = CallerToken.TryParse(text, out var token);
        var grain = context.Grains.GetGrain<IApiKeyGrain>(id);
        var answer = await Repeat.OnTimeoutAsync(() => use(grain, token!.SecretHash));
        if (answer.Refusal is null)
        {
            SecretOutput.Give(context, file, $"The key, for {CallerTokenSource.KeyVariable}", text);
        }

        return KeyPrint.Show(context, answer, file);
    }
}
