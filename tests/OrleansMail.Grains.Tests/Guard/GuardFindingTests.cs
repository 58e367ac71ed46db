namespace OrleansMail.Guard;

public sealed class GuardFindingTests
{
    private static readonly GuardFinding Finding =
        new("subject", GuardLevel.Warn, "The subject is long.", 7, "Subject", 3);

    [Fact]
    public void The_key_of_a_finding_never_changes()
    {
        // Approvals that were given name findings by it.
        Assert.Equal("subject/Subject/warn/de8cd344", Finding.Key);
        Assert.Equal(Finding.Key, (Finding with { Row = 9, Count = 1 }).Key);
    }

    [Fact]
    public void Another_defect_has_another_key()
    {
        Assert.NotEqual(Finding.Key, (Finding with { Message = "The subject is short." }).Key);
        Assert.NotEqual(Finding.Key, (Finding with { Level = GuardLevel.Block }).Key);
        Assert.StartsWith("subject/-/", (Finding with { Field = null }).Key, StringComparison.Ordinal);
        Assert.StartsWith("subject/a-b/", (Finding with { Field = "a/b" }).Key, StringComparison.Ordinal);
    }
}
