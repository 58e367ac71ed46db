namespace OrleansMail.Contracts;

/// <summary>The contract of the last release, as the file beside this class keeps it.</summary>
/// <param name="Lines">See <see cref="Contract"/>.</param>
/// <param name="Octets">For each type, by alias, what the release wrote.</param>
internal sealed record ReleasedContract(IReadOnlySet<string> Lines, IReadOnlyDictionary<string, byte[]> Octets)
{
    private const string OctetsOf = "octets ";

    private static readonly string Path =
        Repository.PathOf("tests", "OrleansMail.Silo.Tests", "Contracts", "released-contract.txt");

    public static ReleasedContract Read()
    {
        var all = File.ReadAllLines(Path).Where(line => line.Length > 0 && line[0] != '#').ToLookup(
            line => line.StartsWith(OctetsOf, StringComparison.Ordinal));
        return new ReleasedContract(
            all[false].ToHashSet(StringComparer.Ordinal),
            all[true].Select(line => line.Split(' ')).ToDictionary(
                words => words[1], words => Convert.FromHexString(words[2]), StringComparer.Ordinal));
    }

    public void Write() => File.WriteAllLines(
        Path,
        [
            "# What the last release writes and reads: see docs/testing.md. Written anew with each release, never by hand:",
            "#   ORLEANSMAIL_RELEASE_CONTRACT=1 dotnet run --project tests/OrleansMail.Silo.Tests -- -class \"*ContractTests\"",
            .. Lines.Concat(Octets.Select(pair => $"{OctetsOf}{pair.Key} {Convert.ToHexString(pair.Value)}"))
                .Order(StringComparer.Ordinal),
        ]);

    /// <summary>Was the field part of the release?</summary>
    public bool Has(ContractMember member) => Lines.Contains(Contract.LineOf(member));

    /// <summary>What the release has and the present program has not, each with what to do about it.</summary>
    public IEnumerable<string> Missing(IReadOnlySet<string> present) => Lines
        .Where(line => !present.Contains(line))
        .Order(StringComparer.Ordinal)
        .Select(line => $"{line}\n    {Advice(line.Split(' '), present)}");

    private static string Advice(string[] words, IReadOnlySet<string> present)
    {
        var now = present.FirstOrDefault(line => words[0] is "field" or "enum"
            ? line.StartsWith($"{words[0]} {words[1]} {words[2]} ", StringComparison.Ordinal)
            : words[0] == "method" && line.StartsWith($"method {words[1]} {words[2].Split('(')[0]}(", StringComparison.Ordinal));
        return words[0] switch
        {
            "field" when now is not null =>
                $"is now '{now}'. An id keeps its type for ever: give the new field an id of its own and leave the old one.",
            "field" => "is gone. Silos of the last release still send it and storage holds it: keep it, or read it and let "
                + "it go two releases later. Never use its id again.",
            "enum" when now is not null => $"is now '{now}'. A number keeps its meaning for ever: take a new one.",
            "enum" => "is gone. Storage and silos of the last release still have the number: keep it.",
            "method" when now is not null =>
                $"is now '{now}'. Leave the method and add another one under a new alias.",
            "method" => "is gone. Silos and clients of the last release still call it: keep it, under its alias, for one release.",
            "grain" => "is gone. What is stored is found by these words: give grain or state its old name back.",
            _ => "is gone. Octets name the type by this alias: give it back, or keep the type until the release after next.",
        };
    }
}
