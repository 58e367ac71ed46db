using Orleans.Storage;

namespace OrleansMail.Storage;

/// <summary>What came of a change of grain state.</summary>
/// <param name="IsMade">The state was the one expected, and is changed.</param>
/// <param name="Stored">The ETag in storage now; null if there is none.</param>
/// <remarks>A conflict can happen, so it is a value: an exception on the writer's thread undoes its group.</remarks>
internal readonly record struct ETagChange(bool IsMade, string? Stored)
{
    /// <exception cref="InconsistentStateException">The change was not made.</exception>
    public string? NewETag(string? given) => IsMade
        ? Stored
        : throw new InconsistentStateException(
            "The stored state is not the one that was read.", Stored ?? "none", given ?? "none");
}
