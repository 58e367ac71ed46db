namespace OrleansMail.Lanes;

/// <summary>What a lane remembers; null until the first trouble, since an untroubled lane needs no memory.</summary>
[GenerateSerializer, Alias("mail.LaneState")]
public sealed class LaneState
{
    [Id(0)]
    public LaneWindow? Window { get; set; }
}
