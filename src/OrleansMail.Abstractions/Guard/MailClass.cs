namespace OrleansMail.Guard;

/// <summary>What a mail is for; the law and the receivers ask more of advertising than of a receipt.</summary>
[GenerateSerializer, Alias("mail.MailClass")]
public enum MailClass
{
    /// <summary>Nobody has said it: what advertising needs is warned of.</summary>
    Unstated = 0,

    /// <summary>Advertising (特定電子メール法 art. 2): what it must show is demanded.</summary>
    Marketing = 1,

    /// <summary>To members, staff or customers about something that concerns them; no advertising.</summary>
    Notice = 2,

    /// <summary>An answer to what the recipient did: receipt, invoice, password.</summary>
    Transactional = 3,
}
