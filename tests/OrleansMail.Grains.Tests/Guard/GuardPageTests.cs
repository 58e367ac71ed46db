namespace OrleansMail.Guard;

public sealed class GuardPageTests
{
    [Fact]
    public void The_page_has_every_rule_and_no_other()
    {
        var rows = File.ReadLines(Repository.PathOf("docs", "guard.md"))
            .SkipWhile(line => line != "## Rules")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);

        Assert.Equal(GuardRules.All.Select(rule => rule.Name), rows);
    }
}
