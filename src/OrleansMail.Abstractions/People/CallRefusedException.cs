using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>The silo refused a call before it reached its grain: nothing was done, and an audit entry says so.</summary>
[GenerateSerializer, Alias("mail.CallRefusedException")]
public sealed class CallRefusedException(Refusal refusal) : Exception(refusal.Message)
{
    /// <summary>
    /// Why: <c>not-signed-in</c>, <c>not-allowed</c>, <c>not-open</c>, <c>forged</c>, <c>not-found</c>, or what the
    /// session or key was refused for.
    /// </summary>
    [Id(0)]
    public Refusal Refusal { get; } = refusal;
}
