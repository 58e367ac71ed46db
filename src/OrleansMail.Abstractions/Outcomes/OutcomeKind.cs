namespace OrleansMail.Outcomes;

/// <summary>What became of one recipient. Every recipient of a started campaign ends in exactly one final outcome.</summary>
[GenerateSerializer, Alias("mail.OutcomeKind")]
public enum OutcomeKind
{
    /// <summary>The receiving host took responsibility with a 2yz reply to the final dot.</summary>
    Delivered = 0,

    /// <summary>Not now: a later attempt follows. Never final.</summary>
    Deferred = 1,

    /// <summary>Refused for good.</summary>
    Bounced = 2,

    /// <summary>Skipped just before the attempt because the address is suppressed.</summary>
    Suppressed = 3,

    /// <summary>Deferred until the campaign's time to live ran out.</summary>
    Expired = 4,

    /// <summary>The campaign was cancelled before the attempt.</summary>
    Cancelled = 5,

    /// <summary>Sent or not, nobody can know: the connection or the silo died after the final dot may have left.</summary>
    Unknown = 6,
}
