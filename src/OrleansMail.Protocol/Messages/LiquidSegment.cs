using System.Net;
using System.Text;
using Fluid;
using Fluid.Ast;
using Fluid.Parser;

namespace OrleansMail.Messages;

/// <summary>A stretch of fixed text, a field put out as it is, or a statement that Liquid runs alone.</summary>
/// <param name="Text">The fixed text; empty for the others.</param>
/// <param name="Field">The field as the author wrote it; null for the others.</param>
/// <param name="IsEscaped">The field goes through Liquid's <c>escape</c>.</param>
/// <param name="Code">The statement; null for the others.</param>
internal sealed record LiquidSegment(
    string Text, string? Field = null, bool IsEscaped = false, IFluidTemplate? Code = null)
{
    /// <summary>The template in segments, no two texts in a row; null when a statement may depend on another.</summary>
    public static IReadOnlyList<LiquidSegment>? Read(IFluidTemplate strict)
    {
        var segments = new List<LiquidSegment>();
        var text = new StringBuilder();
        foreach (var statement in (strict as FluidTemplate)?.Statements ?? [])
        {
            if (statement is TextSpanStatement)
            {
                // Rendered, because only the statement knows what its neighbours' hyphens trim.
                text.Append(new FluidTemplate(statement).Render(new TemplateContext(LiquidText.Options)));
            }
            else if (Output(statement) is { } output)
            {
                AddText(segments, text);
                segments.Add(output);
            }
            else if (LiquidScope.IsClosed(statement))
            {
                AddText(segments, text);
                segments.Add(new LiquidSegment(string.Empty, Code: new FluidTemplate(statement)));
            }
            else
            {
                return null;
            }
        }

        AddText(segments, text);

        // A value could start with the LF that belongs to this CR.
        return segments.Exists(segment => segment.Text.EndsWith('\r')) ? null : segments;
    }

    /// <summary>The segment for one row, as Liquid writes it; null when its field is empty.</summary>
    public string? Render(string where, MergeContext row, bool isHtml)
    {
        if (Code is not null)
        {
            return LiquidText.Render(Code, where, row, isHtml);
        }

        return Field is null ? Text
            : row.IsMissing(Field) ? null
            : IsEscaped ? WebUtility.HtmlEncode(row.Values[Field])
            : isHtml ? LiquidText.Html.Encode(row.Values[Field])
            : row.Values[Field];
    }

    private static void AddText(List<LiquidSegment> segments, StringBuilder text)
    {
        if (text.Length > 0)
        {
            segments.Add(new LiquidSegment(text.ToString()));
            text.Clear();
        }
    }

    private static LiquidSegment? Output(Statement statement)
    {
        if (statement is not StrictStatement { Inner: OutputStatement output, Required: [var field] })
        {
            return null;
        }

        return output.Expression switch
        {
            MemberExpression member when Names(member, field) => new LiquidSegment(string.Empty, field),
            FilterExpression { Name: "escape", Parameters.Count: 0, Input: MemberExpression member }
                when Names(member, field) => new LiquidSegment(string.Empty, field, IsEscaped: true),
            _ => null,
        };
    }

    private static bool Names(MemberExpression member, string field) =>
        member.Segments is [IdentifierSegment name]
        && name.Identifier.Equals(LiquidNames.Alias(field), StringComparison.Ordinal);
}
