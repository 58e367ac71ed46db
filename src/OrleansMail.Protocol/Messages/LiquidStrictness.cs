using Fluid.Ast;
using Fluid.Values;

namespace OrleansMail.Messages;

/// <summary>Walks a template once: collects its fields, refuses what is unsafe, and makes its outputs strict.</summary>
/// <remarks>
/// A field may be empty only where the template says so: through the <c>default</c> filter, or inside a block whose
/// condition names the field.
/// </remarks>
internal sealed class LiquidStrictness : AstRewriter
{
    private const decimal LongestRange = 1000;

    // What is missing on purpose: "raw" and what decodes (they could smuggle markup), what makes markup, and hashes
    // of personal data. None of these yields a value that Fluid would print unescaped, "escape" excepted.
    private static readonly HashSet<string> Filters = new(StringComparer.Ordinal)
    {
        "abs", "append", "at_least", "at_most", "capitalize", "ceil", "compact", "concat", "date", "default",
        "divided_by", "downcase", "escape", "escape_once", "first", "floor", "format_date", "format_number", "join",
        "last", "lstrip", "map", "minus", "modulo", "plus", "prepend", "remove", "remove_first", "remove_last",
        "replace", "replace_first", "replace_last", "reverse", "round", "rstrip", "size", "slice", "sort", "split",
        "strip", "strip_html", "strip_newlines", "times", "truncate", "truncatewords", "uniq", "upcase", "url_encode",
    };

    private readonly HashSet<string> _locals = new(StringComparer.OrdinalIgnoreCase) { "forloop", "tablerowloop" };
    private readonly List<string> _guarded = [];
    private HashSet<string>? _required;

    public HashSet<string> Fields { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Problems { get; } = [];

    protected override Statement VisitOutputStatement(OutputStatement outputStatement) =>
        Strict(outputStatement, () => base.VisitOutputStatement(outputStatement));

    protected override Statement VisitAssignStatement(AssignStatement assignStatement)
    {
        var strict = Strict(assignStatement, () => base.VisitAssignStatement(assignStatement));
        _locals.Add(assignStatement.Identifier);
        return strict;
    }

    protected override Statement VisitCaptureStatement(CaptureStatement captureStatement)
    {
        var result = base.VisitCaptureStatement(captureStatement);
        _locals.Add(captureStatement.Identifier);
        return result;
    }

    protected override Statement VisitForStatement(ForStatement forStatement)
    {
        Visit(forStatement.Source);
        _locals.Add(forStatement.Identifier);
        return base.VisitForStatement(forStatement);
    }

    protected override Statement VisitTableRowStatement(TableRowStatement tableRowStatement)
    {
        Visit(tableRowStatement.Source);
        _locals.Add(tableRowStatement.Identifier);
        return base.VisitTableRowStatement(tableRowStatement);
    }

    protected override Statement VisitIfStatement(IfStatement ifStatement) =>
        Guarded(
            [ifStatement.Condition, .. ifStatement.ElseIfs.Select(other => other.Condition)],
            () => base.VisitIfStatement(ifStatement));

    protected override Statement VisitUnlessStatement(UnlessStatement unlessStatement) =>
        Guarded([unlessStatement.Condition], () => base.VisitUnlessStatement(unlessStatement));

    protected override Statement VisitCaseStatement(CaseStatement caseStatement) =>
        Guarded([caseStatement.Expression], () => base.VisitCaseStatement(caseStatement));

    protected override Statement VisitIncludeStatement(IncludeStatement includeStatement) =>
        Refuse(includeStatement, "include");

    protected override Statement VisitRenderStatement(RenderStatement renderStatement) =>
        Refuse(renderStatement, "render");

    protected override Statement VisitIncrementStatement(IncrementStatement incrementStatement) =>
        Refuse(incrementStatement, "increment");

    protected override Statement VisitDecrementStatement(DecrementStatement decrementStatement) =>
        Refuse(decrementStatement, "decrement");

    protected override Expression VisitFilterExpression(FilterExpression filterExpression)
    {
        if (!Filters.Contains(filterExpression.Name))
        {
            Problems.Add($"The filter '{filterExpression.Name}' does not exist or is not allowed.");
        }

        var required = _required;
        _required = filterExpression.Name == "default" ? null : required;
        Visit(filterExpression.Input);
        _required = required;
        foreach (var parameter in filterExpression.Parameters)
        {
            Visit(parameter.Expression);
        }

        return filterExpression;
    }

    protected override Expression VisitLiteralExpression(LiteralExpression literalExpression)
    {
        var text = (literalExpression.Value as StringValue)?.ToStringValue().Trim().ToLowerInvariant();
        if (text is "now" or "today")
        {
            Problems.Add("A template has no clock: 'now' and 'today' are not allowed. Put the date in a column.");
        }

        return literalExpression;
    }

    protected override Expression VisitRangeExpression(RangeExpression rangeExpression)
    {
        // A range is spread out in memory before anything counts its steps.
        if (Number(rangeExpression.From) is not { } from || Number(rangeExpression.To) is not { } to
            || to - from > LongestRange)
        {
            Problems.Add($"A range must have fixed ends, at most {LongestRange} apart.");
        }

        return rangeExpression;
    }

    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        var identifier = (memberExpression.Segments[0] as IdentifierSegment)?.Identifier;
        if (identifier is null)
        {
            Problems.Add("A field must be named directly, not computed.");
        }
        else if (!_locals.Contains(identifier))
        {
            var name = LiquidNames.Original(identifier);
            Fields.Add(name);
            _required?.Add(name);
            if (memberExpression.Segments.Skip(1).Any(s => s is not IdentifierSegment { Identifier: "size" }))
            {
                Problems.Add($"The field '{name}' is text: it has no parts.");
            }
        }

        return memberExpression;
    }

    private static decimal? Number(Expression expression) =>
        expression is LiteralExpression { Value: NumberValue number } ? number.ToNumberValue() : null;

    private Statement Strict(Statement statement, Func<Statement> visit)
    {
        var outer = _required;
        _required = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        visit();
        _required.ExceptWith(_guarded);
        var required = _required.Order(StringComparer.Ordinal).ToArray();
        _required = outer;
        return required.Length == 0 ? statement : new StrictStatement(statement, required);
    }

    private Statement Guarded(IEnumerable<Expression> conditions, Func<Statement> visit)
    {
        var count = _guarded.Count;
        var outer = _required;
        _required = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var condition in conditions)
        {
            Visit(condition);
        }

        _guarded.AddRange(_required);
        _required = outer;
        var result = visit();
        _guarded.RemoveRange(count, _guarded.Count - count);
        return result;
    }

    private Statement Refuse(Statement statement, string tag)
    {
        Problems.Add($"The tag '{tag}' is not allowed in mail content.");
        return statement;
    }
}
