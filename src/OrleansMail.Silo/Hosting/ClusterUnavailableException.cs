namespace OrleansMail.Hosting;

/// <summary>The silo has joined its cluster, and the others do not answer. The start may be tried again.</summary>
public sealed class ClusterUnavailableException(Exception inner) : Exception(
    $"The other silos of the cluster did not answer for {FirstCalls.Patience.TotalSeconds:0} seconds "
    + $"({inner.GetType().Name}). Look at `cluster status` on one of them, and start this one again.",
    inner);
