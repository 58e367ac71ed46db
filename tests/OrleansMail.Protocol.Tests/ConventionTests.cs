using System.Text.RegularExpressions;

namespace OrleansMail;

/// <summary>The house rules that no analyzer knows.</summary>
public sealed partial class ConventionTests
{
    private const int LongestFile = 300;

    private const int MatchTimeout = 10_000;

    private static readonly string Root = Repository.Root();

    /// <summary>project → the projects it may use. A new arrow is a decision: see docs/decisions.</summary>
    public static TheoryData<string, string[]> Arrows => new()
    {
        { "OrleansMail.Abstractions", [] },
        { "OrleansMail.Protocol", [] },
        { "OrleansMail.Grains", ["OrleansMail.Abstractions", "OrleansMail.Protocol"] },
        { "OrleansMail.Silo", ["OrleansMail.Abstractions", "OrleansMail.Grains", "OrleansMail.Protocol"] },
        { "OrleansMail.Cli", ["OrleansMail.Abstractions", "OrleansMail.Protocol", "OrleansMail.Silo"] },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void Projects_use_only_what_they_may(string project, string[] allowed)
    {
        var used = File.ReadLines(Path.Combine(Root, "src", project, $"{project}.csproj"))
            .Where(line => line.Contains("<ProjectReference", StringComparison.Ordinal))
            .Select(line => Path.GetFileNameWithoutExtension(line.Split('"')[1].Replace('\\', '/')));

        Assert.Equal(allowed, used.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_is_in_the_table_of_arrows() =>
        Assert.Equal(
            Arrows.Select(row => row.Data.Item1).Order(StringComparer.Ordinal),
            Directory.EnumerateDirectories(Path.Combine(Root, "src"))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal));

    [Fact]
    public void Files_stay_short() =>
        Assert.Equal([], Sources("src").Where(file => File.ReadLines(file).Count() > LongestFile));

    [Fact]
    public void Every_public_type_says_in_a_sentence_what_it_is() =>
        Assert.Equal([], Sources("src").SelectMany(TypesWithoutSummary));

    [Fact]
    public void Every_RFC_of_the_code_is_in_the_page_of_protocols_and_the_reverse()
    {
        var page = Path.Combine(Root, "docs", "protocols.md");
        var inCode = Sources("src").SelectMany(file => RfcsIn(File.ReadAllText(file)));

        Assert.Equal(
            inCode.Distinct().Order(),
            RfcsIn(File.ReadAllText(page)).Distinct().Order());
    }

    [Fact]
    public void No_test_is_skipped() =>
        Assert.Equal([], Sources("tests").Where(file => SkippedTest().IsMatch(File.ReadAllText(file))));

    [Fact]
    public void Nothing_is_left_for_later() =>
        Assert.Equal([], Sources("src", "tests").Where(file => Later().IsMatch(File.ReadAllText(file))));

    [Fact]
    public void Types_named_in_the_flow_exist()
    {
        var flow = Path.Combine(Root, "docs", "flow.md");
        Assert.SkipUnless(File.Exists(flow), "The flow is not written yet.");
        var known = Sources("src")
            .SelectMany(file => TypeDeclaration().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value)
            .ToHashSet(StringComparer.Ordinal);

        var named = BacktickedType().Matches(File.ReadAllText(flow))
            .Select(match => match.Groups["name"].Value)
            .ToList();

        Assert.NotEmpty(named);
        Assert.Equal([], named.Where(name => !known.Contains(name)).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_grain_is_in_the_architecture()
    {
        var grains = Sources("src")
            .SelectMany(file => GrainInterface().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value)
            .ToList();
        var page = Path.Combine(Root, "docs", "architecture.md");
        var architecture = File.Exists(page) ? File.ReadAllText(page) : "";

        Assert.Equal([], grains.Where(grain => !architecture.Contains($"`{grain}`", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Sources(params string[] folders) => folders
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)
                && Path.GetFileName(file) != $"{nameof(ConventionTests)}.cs");

    /// <summary>Above the declaration stand attributes, and above these the documentation.</summary>
    private static IEnumerable<string> TypesWithoutSummary(string file)
    {
        var lines = File.ReadAllLines(file);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!TypeDeclaration().IsMatch(lines[i]) || !lines[i].Contains("public ", StringComparison.Ordinal))
            {
                continue;
            }

            var above = lines[..i].Reverse().SkipWhile(line => line.TrimStart().StartsWith('[')).ToList();
            var comment = above.TakeWhile(line => line.TrimStart().StartsWith("///", StringComparison.Ordinal));
            if (!comment.Any(line => line.Contains("<summary>", StringComparison.Ordinal)
                || line.Contains("<inheritdoc", StringComparison.Ordinal)))
            {
                yield return $"{Path.GetFileName(file)}: {lines[i].Trim()}";
            }
        }
    }

    private static IEnumerable<int> RfcsIn(string text) =>
        Rfc().Matches(text).Select(match => int.Parse(match.Groups["number"].Value, null));

    [GeneratedRegex(@"\bRFC ?(?<number>\d{3,5})\b", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex Rfc();

    [GeneratedRegex(@"\[(Fact|Theory)\([^\]]*Skip\s*=", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex SkippedTest();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex Later();

    [GeneratedRegex(
        @"^\s*(public |internal |private |protected |file |sealed |static |abstract |readonly |ref |partial )*"
            + @"(class|record struct|record class|record|struct|interface|enum|delegate \S+) (?<name>[A-Z]\w*)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        MatchTimeout)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"`(?<name>[A-Z]\w+)(<[^`]*>)?(\.\w+(\(\))?)?`", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex BacktickedType();

    [GeneratedRegex(@"\binterface (?<name>I\w+Grain)\b", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex GrainInterface();
}
