namespace OrleansMail.Incidents;

/// <summary>What went wrong with a mail.</summary>
[GenerateSerializer, Alias("mail.IncidentKind")]
public enum IncidentKind
{
    Other = 0,

    /// <summary>Addresses were visible to other recipients.</summary>
    CcToBcc = 1,

    /// <summary>It went to people whom it was not meant for.</summary>
    WrongRecipient = 2,

    /// <summary>It said what it should not say.</summary>
    WrongContent = 3,

    /// <summary>It held data of somebody else.</summary>
    ForeignData = 4,

    /// <summary>Data left by another way than a mis-sent mail.</summary>
    Leak = 5,
}
