using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace OrleansMail.Telemetry;

/// <summary>Reads the text format of Prometheus, and takes nothing that is not in it.</summary>
public sealed partial class Exposition
{
    private const int MatchTimeout = 10_000;
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _series = new(StringComparer.Ordinal);

    public Exposition(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        foreach (var line in text[..^1].Split('\n'))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                var words = line.Split(' ');
                Assert.True(_types.TryAdd(words[2], words[3]), $"Two types: {line}");
            }
            else if (!line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                Sample(line);
            }
        }
    }

    /// <summary>Name and type of each metric.</summary>
    public IReadOnlyDictionary<string, string> Types => _types;

    /// <summary>Name, labels and value of each line, in order.</summary>
    public List<(string Name, Dictionary<string, string> Labels, double Value)> Samples { get; } = [];

    /// <summary>The sum of the series of one name that have this label; 0 if there is none.</summary>
    public double Sum(string name, string label, string value) => Samples
        .Where(sample => sample.Name == name && sample.Labels.GetValueOrDefault(label) == value)
        .Sum(sample => sample.Value);

    private void Sample(string line)
    {
        var match = Line().Match(line);
        Assert.True(match.Success, $"No sample: {line}");
        var name = match.Groups["name"].Value;
        var family = Suffix().Replace(name, "");
        Assert.True(_types.ContainsKey(name) || _types.GetValueOrDefault(family) == "histogram", $"No type before: {line}");
        Assert.True(_series.Add(line[..line.LastIndexOf(' ')]), $"Twice: {line}");
        var labels = Label().Matches(match.Groups["labels"].Value)
            .ToDictionary(label => label.Groups["key"].Value, label => label.Groups["value"].Value, StringComparer.Ordinal);
        var value = match.Groups["value"].Value;
        Samples.Add((name, labels, value == "+Inf" ? double.PositiveInfinity : double.Parse(value, CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(
        """^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>[a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\["\\n])*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\["\\n])*")*)\})? (?<value>[-+]?(\d+(\.\d+)?([eE][-+]?\d+)?|Inf)|NaN)$""",
        RegexOptions.ExplicitCapture,
        MatchTimeout)]
    private static partial Regex Line();

    [GeneratedRegex("""(?<key>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>([^"\\]|\\.)*)" *""", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex Label();

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex Suffix();
}
