using OrleansMail.People;

namespace OrleansMail.Demo;

/// <summary>Somebody of the demo who has signed in; calls in that session are checked as any client's are.</summary>
/// <param name="name">User name.</param>
/// <param name="token">Of the session.</param>
internal sealed class DemoPerson(string name, string token)
{
    public string Name { get; } = name;

    /// <summary>Calls as this person; what is called afterwards is called by whoever it was before.</summary>
    public async Task<T> AsAsync<T>(Func<Task<T>> call)
    {
        Orleans.Runtime.RequestContext.Set(CallerToken.ContextKey, token);
        return await call();
    }
}
