namespace OrleansMail.Campaigns;

/// <summary>What to do with a recipient whose attempt ended without anybody knowing whether the mail arrived.</summary>
[GenerateSerializer, Alias("mail.InDoubt")]
public enum InDoubt
{
    /// <summary>Never sent again by itself; listed as Unknown. The default of campaigns.</summary>
    Hold = 0,

    /// <summary>Sent again with the same Message-ID, so that the receiver can drop the copy. The default of streams.</summary>
    Resend = 1,
}
