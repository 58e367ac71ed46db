using OrleansMail.People;

namespace OrleansMail.Terminal;

/// <summary>Shows the caller's token with every call. It is looked up each time, since a command may get a new one.</summary>
internal sealed class TokenFilter(string dataFolder) : IOutgoingGrainCallFilter
{
    private readonly SessionStore _store = SessionStore.Of(dataFolder);

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (CallerTokenSource.Find(_store, Environment.GetEnvironmentVariable) is { } token)
        {
            RequestContext.Set(CallerToken.ContextKey, token);
        }
        else
        {
            RequestContext.Remove(CallerToken.ContextKey);
        }

        return context.Invoke();
    }
}
