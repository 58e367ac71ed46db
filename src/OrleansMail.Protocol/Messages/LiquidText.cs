using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Fluid.Values;

namespace OrleansMail.Messages;

/// <summary>A piece of template text with Liquid merge fields, parsed once and rendered for each row.</summary>
internal sealed class LiquidText
{
    /// <summary>Bounds of one rendering: a template is somebody's input, and a loop is cheap to write.</summary>
    public static readonly TemplateOptions Options = new()
    {
        MaxSteps = 100_000,
        MaxRecursion = 20,
        StrictFilters = true,
        TimeZone = TimeZoneInfo.Utc,
        Assigned = (_, value, _) => value.ToStringValue().Length <= LongestAssigned
            ? new ValueTask<FluidValue>(value)
            : throw new FluidException("An assigned value is too long."),

        // The same input gives the same message: LiquidStrictness refuses 'now', and nothing else gets here.
        Now = () => DateTimeOffset.UnixEpoch,
    };

    // A loop that appends a value to itself doubles it with each step.
    private const int LongestAssigned = 1_000_000;

    private static readonly FluidParser Parser = new();
    public static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly IFluidTemplate? _template;

    // For each segment; empty when a statement hides texts of the template in what it yields.
    private readonly bool[] _isFixed;

    private LiquidText(
        string source, IFluidTemplate? template, IReadOnlySet<string> fields, IReadOnlyList<LiquidSegment>? segments)
    {
        Source = source;
        Fields = fields;
        Segments = segments;
        _template = template;
        _isFixed = segments?.All(segment => segment.Code is null) == true
            ? [.. segments.Select(segment => segment.Field is null)]
            : [];
    }

    public string Source { get; }

    public IReadOnlySet<string> Fields { get; }

    /// <summary>The text as pieces and fields; null when Liquid has to be run to know it.</summary>
    public IReadOnlyList<LiquidSegment>? Segments { get; }

    /// <summary>True when the text is the same for every recipient.</summary>
    public bool IsFixed => _template is null;

    /// <summary>Parses; what is wrong goes to <paramref name="errors"/>, and the result must not be used then.</summary>
    public static LiquidText Compile(string where, string source, List<ContentError> errors)
    {
        var none = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (!HasLiquid(source))
        {
            return new LiquidText(source, null, none, [new LiquidSegment(source)]);
        }

        if (!Parser.TryParse(LiquidNames.PutAliases(source), out var template, out var error))
        {
            errors.Add(new ContentError(where, error));
            return new LiquidText(source, null, none, [new LiquidSegment(source)]);
        }

        var strictness = new LiquidStrictness();
        var strict = strictness.VisitTemplate(template);
        errors.AddRange(strictness.Problems.Distinct(StringComparer.Ordinal).Select(p => new ContentError(where, p)));
        return new LiquidText(source, strict, strictness.Fields, LiquidSegment.Read(strict));
    }

    public static bool HasLiquid(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal);

    /// <summary>Renders for one row; what went wrong is in the row's errors.</summary>
    public string Render(string where, MergeContext row, bool isHtml) =>
        _template is null ? Source
            : Parts(where, row, isHtml) is { } parts ? string.Concat(parts)
            : Render(_template, where, row, isHtml);

    /// <summary>The same with its parts told apart.</summary>
    public MergedText Merge(string where, MergeContext row, bool isHtml) =>
        Parts(where, row, isHtml) is { } parts
            ? new MergedText(parts, _isFixed)
            : new MergedText(Render(where, row, isHtml));

    /// <summary>The same for a part of a text.</summary>
    public static string Render(IFluidTemplate template, string where, MergeContext row, bool isHtml)
    {
        try
        {
            return template.Render(row, isHtml ? Html : NullEncoder.Default);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The message may quote a value, so only its kind is told.
            row.Add(new MergeError(where, $"The template failed on this row ({error.GetType().Name})."));
            return string.Empty;
        }
    }

    /// <summary>The text in its segments, in a fraction of Liquid's time; null when Liquid has to judge the row.</summary>
    private string[]? Parts(string where, MergeContext row, bool isHtml)
    {
        if (Segments is null || row.IsJudged)
        {
            return null;
        }

        var before = row.Errors.Count;
        var parts = new string[Segments.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            if (Segments[i].Render(where, row, isHtml) is not { } part || row.Errors.Count > before)
            {
                return null;
            }

            parts[i] = part;
        }

        return parts;
    }
}
