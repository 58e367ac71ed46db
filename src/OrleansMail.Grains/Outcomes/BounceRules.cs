namespace OrleansMail.Outcomes;

/// <summary>
/// The bounce table: first match wins. Read from <c>bounce-rules.csv</c>. Each row has a sample reply that must fire
/// exactly that row, so none is misspelt and none is hidden behind an earlier one: a test proves the built-in table.
/// </summary>
public sealed class BounceRules
{
    private const string Resource = "bounce-rules.csv";

    private readonly BounceRule[] _rules;

    private BounceRules(BounceRule[] rules)
    {
        _rules = rules;
    }

    internal IReadOnlyList<BounceRule> All => _rules;

    /// <summary>The table that is built in.</summary>
    public static BounceRules BuiltIn()
    {
        using var stream = typeof(BounceRules).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not built in.");
        using var reader = new StreamReader(stream);
        return Parse(reader);
    }

    /// <summary>Reads and proves a table; a bad row is a <see cref="FormatException"/> that names its line.</summary>
    public static BounceRules Read(TextReader reader)
    {
        var all = Parse(reader);
        foreach (var rule in all._rules)
        {
            Check(rule);
        }

        all.Prove();
        return all;
    }

    private static BounceRules Parse(TextReader reader)
    {
        var table = new BounceTable();
        var rules = new List<BounceRule>();
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            try
            {
                if (table.Read(line, text) is { } rule)
                {
                    rules.Add(rule);
                }
            }
            catch (Exception bad) when (bad is FormatException or ArgumentException or OverflowException)
            {
                throw new FormatException($"Bounce rules, line {line}: {bad.Message}", bad);
            }
        }

        return new BounceRules([.. rules]);
    }

    internal BounceRule? Find(in BounceReply reply)
    {
        foreach (var rule in _rules)
        {
            if (rule.Matches(reply))
            {
                return rule;
            }
        }

        return null;
    }

    private static void Check(BounceRule rule)
    {
        try
        {
            rule.Text?.Check();
        }
        catch (ArgumentException bad)
        {
            throw new FormatException($"Bounce rules, line {rule.Line}: {bad.Message}", bad);
        }
    }

    private void Prove()
    {
        var faults = _rules.Select(FaultOf).OfType<string>().ToArray();
        if (faults.Length > 0)
        {
            throw new FormatException($"Bounce rules, {string.Join("; ", faults)}.");
        }
    }

    private string? FaultOf(BounceRule rule)
    {
        var fired = Find(BounceReply.Of(BounceSample.Of(rule)));
        return fired == rule ? null : fired is null
            ? $"line {rule.Line}: {rule.Name} does not match its own sample"
            : $"line {rule.Line}: {rule.Name} is hidden behind {fired.Name}, line {fired.Line}";
    }
}
