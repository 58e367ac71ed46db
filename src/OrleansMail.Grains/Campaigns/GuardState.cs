using OrleansMail.Guard;

namespace OrleansMail.Campaigns;

/// <summary>What a campaign grain remembers of the guard's last run, apart from the state that changes often.</summary>
[GenerateSerializer, Alias("mail.GuardState")]
public sealed class GuardState
{
    /// <summary>Null until the first check, and after every change.</summary>
    [Id(0)]
    public GuardReport? Report { get; set; }

    [Id(1)]
    public GuardSketch? Sketch { get; set; }

    /// <summary>When the audience was imported.</summary>
    [Id(2)]
    public DateTimeOffset? ImportedAt { get; set; }
}
