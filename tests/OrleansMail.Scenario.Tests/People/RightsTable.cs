using System.Reflection;
using OrleansMail.People;

namespace OrleansMail.Scenarios;

/// <summary>What docs/rights.md says, read from the page.</summary>
internal sealed class RightsTable
{
    private readonly Dictionary<string, string[]> _methods;
    private readonly Dictionary<string, string[]> _roles;
    private readonly Dictionary<string, string> _tokens;

    private RightsTable(string[] lines)
    {
        _methods = Rows(lines, "| method | right or who |").ToDictionary(row => row[0], StringComparer.Ordinal);
        _roles = Rows(lines, "| role | rights |")
            .ToDictionary(row => row[0], row => row[1].Split(", "), StringComparer.Ordinal);
        _tokens = Rows(lines, "| token | refusal |").ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);
    }

    /// <summary>The states in which a token does not count.</summary>
    public IEnumerable<string> TokenStates => _tokens.Keys;

    public static RightsTable Read() => new(File.ReadAllLines(Repository.PathOf("docs", "rights.md")));

    public static string NameOf(MethodInfo method) =>
        $"{method.DeclaringType!.Name[1..].Replace("Grain", "", StringComparison.Ordinal)}"
        + $".{method.Name.Replace("Async", "", StringComparison.Ordinal)}";

    public bool IsOpenToAnybody(MethodInfo method) => _methods[NameOf(method)][1] == "anybody";

    /// <summary>The code that refuses a call with a token in that state.</summary>
    public string CodeOf(string state, MethodInfo method) =>
        state == "none" && _methods[NameOf(method)][1] == "the engine" ? "not-open" : _tokens[state];

    /// <summary>May somebody with that role for a domain, or for all (<c>*</c>), call the method for this domain?</summary>
    public bool Allows(MethodInfo method, string role, string granted, string domain)
    {
        var row = _methods[NameOf(method)];
        return row[1] switch
        {
            "the engine" => false,
            "anybody" or "whoever is signed in" => true,
            var right when !_roles[role].Contains(right) => false,
            _ => row[2] switch
            {
                "any" => true,
                "everywhere" => granted == Grant.Everywhere,
                _ => granted == Grant.Everywhere || granted == domain,
            },
        };
    }

    private static IEnumerable<string[]> Rows(string[] lines, string head) => lines
        .SkipWhile(line => !line.StartsWith(head, StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));
}
