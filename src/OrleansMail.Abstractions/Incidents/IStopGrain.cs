using OrleansMail.People;

namespace OrleansMail.Incidents;

/// <summary>The emergency stop of one target. Key: <c>campaign:ID</c>, a sending domain in A-labels, or <c>*</c>.</summary>
/// <remarks>Every method may be repeated after a timeout.</remarks>
[Alias("mail.IStopGrain")]
public interface IStopGrain : IGrainWithStringKey
{
    /// <summary>
    /// Pauses everything of the target at once and keeps it so, also over a restart: nothing of it starts or resumes
    /// until the stop is lifted, and its streams refuse messages. Waits until the sessions have stopped.
    /// </summary>
    /// <param name="reason">1 to 512 printable characters. A stop that is in force keeps its own.</param>
    [Alias("Stop"), ResponseTimeout("00:00:30"), Needs(Right.CampaignStop, Scope.Target, Tell = "reason")]
    Task<StopAnswer> StopAsync(string reason);

    /// <summary>
    /// Ends the stop. What was paused stays paused until each campaign is resumed. It takes a person who has just shown
    /// a second factor.
    /// </summary>
    /// <param name="reason">1 to 512 printable characters.</param>
    [Alias("Lift"), ResponseTimeout("00:00:30"), Needs(Right.CampaignStart, Scope.Target, Tell = "reason")]
    Task<StopAnswer> LiftAsync(string reason);

    /// <summary>The stop in force; null if there is none.</summary>
    [Alias("Show"), Orleans.Concurrency.AlwaysInterleave, Needs(Right.CampaignRead, Scope.Target, Quiet = true)]
    Task<EmergencyStop?> ShowAsync();
}
