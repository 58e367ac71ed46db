using OrleansMail.People;

namespace OrleansMail.Cluster;

/// <summary>The cluster as an operator sees it. Key: 0.</summary>
[Alias("mail.IClusterGrain")]
public interface IClusterGrain : IGrainWithIntegerKey
{
    /// <summary>Every silo with its addresses, what waits, and why.</summary>
    [Alias("Status"), ResponseTimeout("00:00:20"), Needs(Right.ClusterManage, Scope.Everywhere, Quiet = true)]
    Task<ClusterStatus> StatusAsync();

    /// <summary>
    /// Takes one silo out of work: it claims nothing more, hands back what waits, ends what is under way, and its process
    /// ends. May be repeated; a silo that is draining already keeps the earlier end.
    /// </summary>
    /// <param name="silo">Its name or its address.</param>
    /// <param name="within">The longest it may take, 1 second to 1 hour.</param>
    [Alias("Drain"), Needs(Right.ClusterManage, Scope.Everywhere, Tell = "silo, within")]
    Task<DrainAnswer> DrainAsync(string silo, TimeSpan within);
}
