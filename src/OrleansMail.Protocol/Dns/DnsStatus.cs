namespace OrleansMail.Dns;

/// <summary>What a resolver said about a name. RFC 1035 §4.1.1.</summary>
public enum DnsStatus
{
    /// <summary>NOERROR: the name exists, with or without records of the kind.</summary>
    Found,

    /// <summary>NXDOMAIN: the name does not exist.</summary>
    NoSuchName,

    /// <summary>SERVFAIL, REFUSED, no answer: nobody knows. Never to be read as "no records".</summary>
    Failed,
}
