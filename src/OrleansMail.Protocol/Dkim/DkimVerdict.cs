namespace OrleansMail.Dkim;

/// <summary>What a verifier found (RFC 8601 §2.7.1).</summary>
public enum DkimVerdict
{
    /// <summary>The signature holds.</summary>
    Pass,

    /// <summary>There is no signature.</summary>
    None,

    /// <summary>The message was changed, or another key signed it.</summary>
    Fail,

    /// <summary>Signature or key record cannot be used, whatever the message says.</summary>
    PermError,
}
