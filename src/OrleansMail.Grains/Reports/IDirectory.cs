namespace OrleansMail.Reports;

/// <summary>Lists the grains of each kind, since grains cannot be enumerated.</summary>
public interface IDirectory
{
    /// <summary>Notes that something exists. Repeatable.</summary>
    /// <param name="kind">One of the constants of <see cref="DirectoryKind"/>.</param>
    /// <param name="running">
    /// Campaigns: a hint that delivery workers should ask this one for its release. Stops: in force.
    /// </param>
    Task PutAsync(string kind, string id, bool running);

    Task<IReadOnlyList<string>> ListAsync(string kind, bool runningOnly);
}
