namespace OrleansMail.Outcomes;

/// <summary>How far a failure reaches: whom else it would hit just now.</summary>
public enum FailureScope
{
    None = 0,

    /// <summary>This recipient only.</summary>
    Recipient = 1,

    /// <summary>Everything for this site.</summary>
    Site = 2,

    /// <summary>This content, whoever gets it.</summary>
    Message = 3,

    /// <summary>Everything from this egress address to this site.</summary>
    Egress = 4,
}
