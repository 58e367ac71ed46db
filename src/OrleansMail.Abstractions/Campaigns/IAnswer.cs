namespace OrleansMail.Campaigns;

/// <summary>An answer that may be a refusal: a rule or the state of the target did not let it happen.</summary>
/// <remarks>The silo writes such a refusal to the audit trail, after the entry of the call itself.</remarks>
public interface IAnswer
{
    /// <summary>Null when it was carried out, now or by an earlier call.</summary>
    Refusal? Refusal { get; }
}
