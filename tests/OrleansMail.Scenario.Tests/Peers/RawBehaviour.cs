namespace OrleansMail.Scenarios;

/// <summary>What a <see cref="RawPeer"/> does that no sink would.</summary>
internal enum RawBehaviour
{
    /// <summary>Every reply has several lines, and every octet of it goes in a packet of its own.</summary>
    OctetByOctet,

    /// <summary>One reply of a MiB to EHLO, in lines of lawful length.</summary>
    EndlessEhlo,

    /// <summary>One line of a MiB to MAIL.</summary>
    EndlessMailLine,

    /// <summary>One reply of a MiB to the final dot; the message is taken.</summary>
    EndlessFinalDot,

    /// <summary>Octets behind the 220 to STARTTLS in the same packet (CVE-2011-0411).</summary>
    OctetsBehindStartTls,
}
