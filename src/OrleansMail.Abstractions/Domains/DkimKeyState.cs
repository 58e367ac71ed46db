namespace OrleansMail.Domains;

/// <summary>What a DKIM key of a sending domain is for. A new value is added at the end.</summary>
[GenerateSerializer, Alias("mail.DkimKeyState")]
public enum DkimKeyState
{
    /// <summary>Made, and to be published; nothing is signed with it yet.</summary>
    Announced,

    /// <summary>Signs.</summary>
    Signing,

    /// <summary>Signs no more; mail on its way may still carry its signature.</summary>
    Retired,

    /// <summary>Was taken away at once: nobody shall believe what it signed.</summary>
    Revoked,
}
