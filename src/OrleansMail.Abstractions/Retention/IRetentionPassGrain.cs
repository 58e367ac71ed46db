using OrleansMail.People;

namespace OrleansMail.Retention;

/// <summary>Forgets ended campaigns whose time is over. Key: 0, so that of all silos one passes at a time.</summary>
[Alias("mail.IRetentionPassGrain")]
public interface IRetentionPassGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Looks at the next campaigns in the order of their ids. Safe to repeat: what is forgotten is left alone, and what a
    /// crash has cut off is finished.
    /// </summary>
    /// <param name="after"><see cref="RetentionStep.Next"/> of the step before; null for the first.</param>
    [Alias("Step"), ResponseTimeout("00:10:00"), OpenTo(OpenTo.Engine)]
    Task<RetentionStep> StepAsync(string? after);
}
