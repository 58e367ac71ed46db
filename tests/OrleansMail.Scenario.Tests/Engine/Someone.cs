using OrleansMail.People;

namespace OrleansMail.Scenarios;

/// <summary>The two people of every test: one writes, the other approves, each with a second factor just shown.</summary>
internal static class Someone
{
    public static Caller Ann { get; } = Named("ann");

    public static Caller Ben { get; } = Named("ben");

    public static Caller Named(string name) => new(name, CallerKind.Person, "127.0.0.1", "s", DateTimeOffset.MaxValue);

    /// <summary>Calls as that person; what is called afterwards is called by whoever it was before.</summary>
    public static async Task<T> AsAsync<T>(this Caller caller, Func<Task<T>> call)
    {
        caller.Enter();
        return await call();
    }
}
