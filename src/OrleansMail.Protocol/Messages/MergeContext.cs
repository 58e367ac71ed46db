using Fluid;
using Fluid.Values;

namespace OrleansMail.Messages;

/// <summary>One row while it is merged: values, and the errors so far. An empty value is nil to Liquid.</summary>
internal sealed class MergeContext : TemplateContext
{
    private readonly Dictionary<string, string> _values;
    private readonly List<MergeError> _errors = [];

    public MergeContext(Dictionary<string, string> values)
        : base(LiquidText.Options)
    {
        _values = values;
        foreach (var (name, value) in values)
        {
            if (!IsMissing(name))
            {
                SetValue(LiquidNames.Alias(name), StringValue.Create(value));
            }
        }

        // A field is known here but nil, or was set in another spelling: Liquid itself knows case in ASCII names only.
        // Anything else is a name that the template itself never set on this path.
        Undefined = alias =>
        {
            var name = LiquidNames.Original(alias);
            if (!_values.TryGetValue(name, out var value))
            {
                Add(new MergeError(name, "The template uses this name where it has no value."));
            }

            return new ValueTask<FluidValue>(
                value is null || IsMissing(name) ? NilValue.Instance : StringValue.Create(value));
        };
    }

    /// <summary>Liquid runs each text as a whole, even where its segments could be joined.</summary>
    public bool IsJudged { get; init; }

    public IReadOnlyDictionary<string, string> Values => _values;

    public IReadOnlyList<MergeError> Errors => _errors;

    // "   様" is as wrong as "様": blanks count as missing, the ideographic one included.
    public bool IsMissing(string field) => string.IsNullOrWhiteSpace(_values.GetValueOrDefault(field));

    public void Add(MergeError error)
    {
        if (!_errors.Contains(error))
        {
            _errors.Add(error);
        }
    }
}
