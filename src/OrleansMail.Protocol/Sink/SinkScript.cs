using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace OrleansMail.Sink;

/// <summary>The rules of a sink, asked in order; the first that matches answers. At most 10,000.</summary>
public sealed class SinkScript
{
    private const int MaxRules = 10_000;

    private SinkScript(IReadOnlyList<SinkRule> rules) => Rules = rules;

    /// <summary>No rule: everything that is correct is accepted.</summary>
    public static SinkScript Empty { get; } = new([]);

    public IReadOnlyList<SinkRule> Rules { get; }

    /// <summary>A script made in code; a rule that makes no sense is the caller's fault.</summary>
    public static SinkScript Of(params SinkRule[] rules) =>
        FaultIn(rules) is { } fault ? throw new ArgumentException(fault, nameof(rules)) : new SinkScript([.. rules]);

    /// <summary>Reads a script file's text; <paramref name="reason"/> names the rule and what is wrong.</summary>
    public static bool TryParse(
        string json,
        [NotNullWhen(true)] out SinkScript? script,
        [NotNullWhen(false)] out string? reason)
    {
        script = null;
        try
        {
            var file = JsonSerializer.Deserialize(json, SinkJson.Default.SinkScriptFile);
            reason = file?.Rules is null ? "the script has no rules" : FaultIn(file.Rules);
            script = reason is null ? new SinkScript(file!.Rules) : null;
        }
        catch (JsonException e)
        {
            reason = e.Message;
        }

        return script is not null;
    }

    private static string? FaultIn(IReadOnlyList<SinkRule> rules)
    {
        if (rules.Count > MaxRules)
        {
            return string.Create(CultureInfo.InvariantCulture, $"more than {MaxRules} rules");
        }

        for (var i = 0; i < rules.Count; i++)
        {
            // JSON may hold null where a rule should be, whatever the type says.
            var fault = rules[i] is { } rule ? rule.Fault() : "is null";
            if (fault is not null)
            {
                return string.Create(CultureInfo.InvariantCulture, $"rule {i + 1}: {fault}");
            }
        }

        return null;
    }
}
