namespace OrleansMail.Audit;

/// <summary>How an audited action went.</summary>
[GenerateSerializer, Alias("mail.AuditResult")]
public enum AuditResult
{
    /// <summary>Allowed: written before it takes effect.</summary>
    Allowed = 0,

    /// <summary>Refused: nothing was done.</summary>
    Refused = 1,

    /// <summary>Something that happened, such as a lock-out or the end of a session.</summary>
    Noted = 2,
}
