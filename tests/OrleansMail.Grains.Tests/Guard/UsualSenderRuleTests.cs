using OrleansMail.Campaigns;
using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class UsualSenderRuleTests
{
    private static readonly UsualSenderRule Rule = new();

    private static readonly GuardCampaign Real = Campaign with { SketchKey = new byte[32], FromAddress = "news@shop.test" };

    // Senders of earlier campaigns, the oldest first; then that of this one.
    [Theory]
    [InlineData("news news news", "news", null)]
    [InlineData("news news news", "NEWS", null)]
    [InlineData("news news news", "tanaka", GuardLevel.Warn)]
    [InlineData("news news", "tanaka", null)]
    [InlineData("news sales news news", "tanaka", null)]
    [InlineData("sales news news news news news news news news news news", "tanaka", GuardLevel.Warn)]
    [InlineData("", "tanaka", null)]
    public void Another_sender_than_always_is_warned_of(string before, string now, GuardLevel? level)
    {
        GuardMemory[] history = [.. before.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Past)];

        var findings = Run(Rule, From(now) with { History = history }, Row);

        Assert.Equal(level, findings.Worst());
    }

    [Fact]
    public void Only_started_campaigns_of_the_same_class_count()
    {
        GuardMemory[] history = [Past("news", 1), Past("news", 2), Past("news", 3)];
        GuardMemory[] drafts = [.. history.Select(memory => memory with { StartedAt = null })];
        GuardMemory[] older = [.. history.Select(memory => memory with { Sketch = memory.Sketch! with { From = 0 } })];

        Assert.Empty(Run(Rule, From("tanaka") with { History = history, Class = MailClass.Notice }, Row));
        Assert.Empty(Run(Rule, From("tanaka") with { History = drafts }, Row));
        Assert.Empty(Run(Rule, From("tanaka") with { History = older }, Row));
    }

    private static GuardCampaign From(string name) => Real with { FromAddress = $"{name}@shop.test" };

    private static GuardMemory Past(string name, int number) => new(
        $"c{number}", CampaignPhase.Completed, Real.Now.AddDays(number - 100), Sketch(From(name)));

    private static GuardSketch Sketch(GuardCampaign campaign)
    {
        var run = new GuardRun(campaign, []);
        run.Learn(Row);
        return run.Sketch;
    }
}
