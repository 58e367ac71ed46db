namespace OrleansMail.Campaigns;

/// <summary>The state of a campaign; the allowed moves between them are one table, <c>CampaignMoves</c>.</summary>
[GenerateSerializer, Alias("mail.CampaignPhase")]
public enum CampaignPhase
{
    /// <summary>Being written; anything may change.</summary>
    Draft = 0,

    /// <summary>The guard found nothing that blocks.</summary>
    Checked = 1,

    /// <summary>Frozen and hashed; waits for a second person.</summary>
    Submitted = 2,

    /// <summary>A second person said yes to one hash.</summary>
    Approved = 3,

    /// <summary>Started, inside the undo window or before its time to send: no mail has left.</summary>
    Held = 4,

    /// <summary>Mail leaves.</summary>
    Sending = 5,

    /// <summary>Stopped for now.</summary>
    Paused = 6,

    /// <summary>Every recipient has a final outcome.</summary>
    Completed = 7,

    /// <summary>Stopped for good by a person.</summary>
    Cancelled = 8,

    /// <summary>Stopped for good by the engine; the status says why.</summary>
    Failed = 9,
}
