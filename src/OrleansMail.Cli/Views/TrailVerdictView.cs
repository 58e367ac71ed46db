using OrleansMail.Audit;

namespace OrleansMail.Views;

/// <summary>The verdict on one trail as JSON.</summary>
internal sealed record TrailVerdictView(
    string Trail, bool Ok, long Entries, string Head, long? FirstBad, string? Reason, long Covered)
{
    public static TrailVerdictView Of(TrailVerdict trail) => new(
        trail.Trail, trail.FirstBad is null, trail.Entries, trail.Head, trail.FirstBad, trail.Reason, trail.Covered);
}
