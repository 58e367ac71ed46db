using OrleansMail.Guard;

namespace OrleansMail.Campaigns;

/// <summary>Runs the guard's rules over a whole audience, off the grain's turns.</summary>
public interface ICampaignGuard
{
    /// <summary>The report, or a refusal when the content cannot be read or a field is unknown.</summary>
    Task<GuardAnswer> RunAsync(GuardRequest request);

    /// <summary>The finished mails of some rows, an answer for each in their order.</summary>
    /// <param name="rows">As a report names them: the line in the file, or the number where there is no file.</param>
    Task<PreviewAnswer[]> PreviewsAsync(GuardRequest request, IReadOnlyList<long> rows);

    /// <summary>Mails of a stream, which has no rows before it is approved.</summary>
    Task<ReviewedMailsAnswer> SamplesAsync(GuardRequest request);
}
