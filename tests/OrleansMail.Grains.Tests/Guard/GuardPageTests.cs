namespace OrleansMail.Guard;

public sealed class GuardPageTests
{
    [Fact]
    public void The_page_has_every_rule_and_no_other()
    {
        var rows = Section("## Rules")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);

        Assert.Equal(GuardRules.All.Select(rule => rule.Name), rows);
    }

    /// <summary>In backticks are rules there, or commands and options, which have a space or begin with <c>--</c>.</summary>
    [Fact]
    public void What_is_looked_for_names_every_rule_and_no_other()
    {
        var named = Section("## What is looked for, and where")
            .SelectMany(line => line.Split('`').Where((_, index) => index % 2 == 1))
            .Where(word => word != "stop" && !word.Contains(' ', StringComparison.Ordinal) && !word.StartsWith('-'))
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal(
            GuardRules.All.Select(rule => rule.Name).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Section(string title) => File.ReadLines(Repository.PathOf("docs", "guard.md"))
        .SkipWhile(line => line != title)
        .Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal));
}
