using System.Globalization;
using System.Text.RegularExpressions;
using OrleansMail.Campaigns;
using OrleansMail.Outcomes;

namespace OrleansMail;

/// <summary>The tables of docs against the code they tell of.</summary>
public sealed partial class PagesTests
{
    private const int MatchTimeout = 10_000;
    private static readonly string[] Odd = ["5.1.10", "5.1.2", "5.4.6"];

    private static readonly OutcomeOf Policy = new(BounceRules.Read(new StringReader("")));

    public static TheoryData<AttemptFault, DeliveryStage, string> Faults => new(
        from fault in Enum.GetValues<AttemptFault>()
        where fault != AttemptFault.None
        from stage in Enum.GetValues<DeliveryStage>()
        from enhanced in Odd.Append("5.9.9")
        select (fault, stage, enhanced));

    public static TheoryData<int, DeliveryStage, string> Replies => new(
        from row in Rows("guarantees.md", "| reply |")
        from code in Words(row[0])
        from stage in Words(row[1])
        select (int.Parse(code, CultureInfo.InvariantCulture), Enum.Parse<DeliveryStage>(stage), Rest(row, 2)));

    [Theory]
    [MemberData(nameof(Faults))]
    public void The_page_tells_what_a_fault_means(AttemptFault fault, DeliveryStage stage, string enhanced)
    {
        var row = Rows("guarantees.md", "| fault |").First(row =>
            Words(row[0]).Contains(fault.ToString(), StringComparer.Ordinal)
            && (row[1] is "any" or "other" || row[1] == stage.ToString())
            && (row[2] is "any" or "other" || row[2] == enhanced));

        var end = new AttemptEnd(stage, fault, 0, enhanced, "", "site", MxHost: null);

        Assert.Equal(Rest(row, 3), InWords(Policy.Decide(end)));
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void The_page_tells_what_an_unknown_reply_means(int code, DeliveryStage stage, string told)
    {
        var end = new AttemptEnd(stage, AttemptFault.None, code, null, "", "site", "mx.site");

        Assert.Equal(told, InWords(Policy.Decide(end)));
    }

    [Fact]
    public void The_page_has_every_move_of_a_campaign_and_no_other() => Assert.Equal(
        CampaignMoves.All.Select(move => $"{move.Key.From} {move.Key.Move} {move.Value}").Order(StringComparer.Ordinal),
        Rows("architecture.md", "| from | move |").Select(row => string.Join(' ', row)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_has_every_event_and_no_other()
    {
        var logged = Directory
            .EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Event().Matches(File.ReadAllText(file)).Select(match =>
                $"{match.Groups["level"].Value} {Path.GetFileNameWithoutExtension(file)} {match.Groups["text"].Value}"));

        Assert.Equal(
            logged.Order(StringComparer.Ordinal),
            Rows("events.md", "| level |")
                .Select(row => $"{row[0]} {row[1][(row[1].LastIndexOf('.') + 1)..]} {row[2]}")
                .Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string[]> Rows(string page, string header) => File
        .ReadLines(Repository.PathOf("docs", page))
        .SkipWhile(line => !line.StartsWith(header, StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line[1..^1].Split('|', StringSplitOptions.TrimEntries));

    private static string[] Words(string cell) => cell.Split(", ");

    private static string Rest(string[] row, int from) => string.Join(" | ", row[from..]);

    private static string InWords(OutcomeDecision decision)
    {
        string?[] besides =
        [
            decision.Suppress ? "suppress" : null,
            decision.CountSoft ? "soft" : null,
            decision.ShutSiteFor is { } time ? $"shut {time:c}" : null,
            decision.StopCampaign ? "stop" : null,
            decision.Alert ? "alert" : null,
        ];
        return string.Join(
            " | ",
            decision.Kind,
            decision.Scope,
            decision.Category,
            decision.Next,
            string.Join(", ", besides.Where(word => word is not null)));
    }

    [GeneratedRegex(
        """\[LoggerMessage\(LogLevel\.(?<level>\w+),\s*"(?<text>[^"]*)"\)\]""",
        RegexOptions.ExplicitCapture,
        MatchTimeout)]
    private static partial Regex Event();
}
