namespace OrleansMail.Outcomes;

/// <summary>Why a host refused, in our words; decides whose fault it is and so who is made to wait.</summary>
[GenerateSerializer, Alias("mail.BounceCategory")]
public enum BounceCategory
{
    /// <summary>No refusal, or none that can be named.</summary>
    None = 0,

    /// <summary>The mailbox does not exist.</summary>
    UnknownUser = 1,

    /// <summary>The domain does not exist or takes no mail (RFC 7505, RFC 7504).</summary>
    BadDomain = 2,

    /// <summary>The mailbox exists no more, or is disabled.</summary>
    Disabled = 3,

    /// <summary>The mailbox is over its quota.</summary>
    Full = 4,

    /// <summary>First contact: come again in some minutes from the same address.</summary>
    Greylist = 5,

    /// <summary>This recipient gets too much mail just now.</summary>
    RecipientRate = 6,

    /// <summary>We send too fast for this site.</summary>
    Rate = 7,

    /// <summary>Our address or domain has a bad name there, or is on a blocklist.</summary>
    Reputation = 8,

    /// <summary>SPF, DKIM, DMARC or reverse DNS of ours is wrong.</summary>
    Authentication = 9,

    /// <summary>The content is refused.</summary>
    Content = 10,

    /// <summary>A policy of the recipient or of their organisation.</summary>
    RecipientPolicy = 11,

    /// <summary>A filter the recipient set; the address exists. Japanese carriers say so as an unknown user.</summary>
    RecipientFilter = 12,

    /// <summary>The message is too large.</summary>
    Size = 13,

    /// <summary>The message breaks a format rule: our defect.</summary>
    Format = 14,

    /// <summary>TLS is demanded, or failed.</summary>
    Tls = 15,

    /// <summary>Trouble at their end or between us.</summary>
    RemoteFault = 16,

    /// <summary>The message goes in a circle.</summary>
    Loop = 17,

    /// <summary>Their relay gave up after its own time to live.</summary>
    Expired = 18,

    /// <summary>One transaction had too many recipients (RFC 5321 §4.5.3.1.10); nobody's failure.</summary>
    TooManyRecipients = 19,

    /// <summary>No rule knows the reply.</summary>
    Unclassified = 20,
}
