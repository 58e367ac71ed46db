using OrleansMail.Guard;

namespace OrleansMail.Campaigns;

/// <summary>The guard's report and what later campaigns are compared with; or a refusal when it could not run.</summary>
public sealed record GuardAnswer(Refusal? Refusal, GuardReport? Report, GuardSketch? Sketch)
{
    public static GuardAnswer No(Refusal refusal) => new(refusal, null, null);
}
