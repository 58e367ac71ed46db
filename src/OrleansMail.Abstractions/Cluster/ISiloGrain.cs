using Orleans.Concurrency;
using OrleansMail.People;

namespace OrleansMail.Cluster;

/// <summary>One silo, as the others speak to it. Key: its address, port and generation; it lives there and nowhere else.</summary>
/// <remarks>Every method may be repeated. A silo that is gone answers with an exception, never from another place.</remarks>
[Alias("mail.ISiloGrain")]
public interface ISiloGrain : IGrainWithStringKey
{
    /// <summary>Nothing of this campaign may be started any more.</summary>
    /// <returns>When no session of the silo holds a recipient of it any more.</returns>
    [Alias("StopSending"), AlwaysInterleave, ResponseTimeout("00:00:05"), OpenTo(OpenTo.Engine)]
    Task StopSendingAsync(string campaign);

    /// <summary>Nothing of this sending domain, or of any with <c>*</c>, may be started any more.</summary>
    [Alias("StopAll"), AlwaysInterleave, ResponseTimeout("00:00:05"), OpenTo(OpenTo.Engine)]
    Task StopAllAsync(string domain);

    /// <summary>What the silo does now.</summary>
    [Alias("Show"), AlwaysInterleave, ResponseTimeout("00:00:05"), OpenTo(OpenTo.Engine)]
    Task<SiloView> ShowAsync();

    /// <summary>The silo claims nothing more, hands back what waits, ends what is under way, and leaves.</summary>
    /// <param name="within">Then it leaves whatever is still under way.</param>
    [Alias("Drain"), AlwaysInterleave, ResponseTimeout("00:00:05"), OpenTo(OpenTo.Engine)]
    Task<SiloView> DrainAsync(TimeSpan within);
}
