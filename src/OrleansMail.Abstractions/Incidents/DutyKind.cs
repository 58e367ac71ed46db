namespace OrleansMail.Incidents;

/// <summary>Whom something has to be told, and how fully.</summary>
[GenerateSerializer, Alias("mail.DutyKind")]
public enum DutyKind
{
    /// <summary>速報 to the 個人情報保護委員会 (個人情報保護法 第26条第1項, 施行規則 第8条第1項).</summary>
    PreliminaryReport = 0,

    /// <summary>確報 to the 個人情報保護委員会 (施行規則 第8条第2項).</summary>
    FinalReport = 1,

    /// <summary>本人への通知 (個人情報保護法 第26条第2項, 施行規則 第10条).</summary>
    TellPersons = 2,

    /// <summary>速報 to the body that granted the プライバシーマーク.</summary>
    PrivacyMarkPreliminary = 3,

    /// <summary>確報 to the body that granted the プライバシーマーク.</summary>
    PrivacyMarkFinal = 4,

    /// <summary>Notification of the supervisory authority (GDPR Art. 33).</summary>
    GdprAuthority = 5,

    /// <summary>Communication to the persons at high risk (GDPR Art. 34).</summary>
    GdprPersons = 6,
}
