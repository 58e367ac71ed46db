namespace OrleansMail.People;

/// <summary>What somebody who gives or takes rights holds.</summary>
internal static class GranterRights
{
    /// <param name="target">The user whose rights change: asking that user's own grain would wait for itself.</param>
    public static async Task<IReadOnlyList<Grant>> OfAsync(IGrainFactory grains, Caller caller, string? target) =>
        caller.Kind switch
        {
            CallerKind.Person when caller.Name != target => await grains.GetGrain<IUserGrain>(caller.Name).GrantsAsync(),
            CallerKind.Emergency => caller.Grants,
            _ => [],
        };
}
