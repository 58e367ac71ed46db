namespace OrleansMail.Outcomes;

/// <summary>
/// Reads the lines of the bounce table. <c>@name,glob|glob</c> names the hosts of an operator; every other line is a
/// rule: name, provider, code, enhanced, text, stage, category, actions, source, sample.
/// </summary>
internal sealed class BounceTable
{
    private const int Columns = 10;

    // Only these say that the address itself is dead; nothing else may ever suppress it.
    private static readonly BounceCategory[] Dead =
        [BounceCategory.UnknownUser, BounceCategory.BadDomain, BounceCategory.Disabled];

    private static readonly DeliveryStage[] DataStages =
        [DeliveryStage.FinalDot, DeliveryStage.Data, DeliveryStage.Body];

    private readonly Dictionary<string, string[]> _operators = new(StringComparer.Ordinal) { ["*"] = ["*"] };
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public BounceRule? Read(int line, string text)
    {
        if (text.Length == 0 || text[0] == '#')
        {
            return null;
        }

        var cells = Cells(text);
        if (cells[0].StartsWith('@'))
        {
            _operators.Add(cells[0][1..], List(cells[1]));
            return null;
        }

        if (cells.Length != Columns)
        {
            throw new FormatException($"{cells.Length} cells instead of {Columns}");
        }

        if (!_names.Add(cells[0]))
        {
            throw new FormatException($"{cells[0]} is there twice");
        }

        if (!_operators.TryGetValue(cells[1], out var providers))
        {
            throw new FormatException($"'{cells[1]}' names no operator");
        }

        if (cells[8].Length == 0)
        {
            throw new FormatException("the source is missing");
        }

        var category = Enum.Parse<BounceCategory>(cells[6]);
        var actions = BounceActions.Parse(cells[7]);
        if (actions.Suppress != Dead.Contains(category))
        {
            throw new FormatException($"{category} and suppression do not go together");
        }

        return new BounceRule(
            cells[0], line, providers, Codes(cells[2]), Array.ConvertAll(List(cells[3]), EnhancedPattern.Parse),
            Text(cells[4]), Stages(cells[5]), category, actions, cells[9]);
    }

    // RFC 4180 §2, without line breaks or doubled quotes inside a cell: the table needs neither.
    private static string[] Cells(string text)
    {
        var cells = new List<string>();
        for (var at = 0; at <= text.Length;)
        {
            var quoted = at < text.Length && text[at] == '"';
            var end = quoted ? text.IndexOf('"', at + 1) + 1 : text.IndexOf(',', at);
            end = end <= 0 ? text.Length : end;
            cells.Add(quoted ? text[(at + 1)..(end - 1)] : text[at..end]);
            at = end + 1;
        }

        return [.. cells];
    }

    private static string[] List(string cell) =>
        cell is "" ? [] : cell.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string[] Codes(string cell)
    {
        var codes = List(cell);
        var bad = codes.Length == 0 ? "" : Array.Find(codes, code => code != "*" && !IsCode(code));
        return bad is null ? codes : throw new FormatException($"'{bad}' is no reply code");
    }

    private static bool IsCode(string code) =>
        code.Length == 3 && code[0] is '4' or '5'
        && (code[1..] == "xx" || (char.IsAsciiDigit(code[1]) && char.IsAsciiDigit(code[2])));

    private static ReplyPattern? Text(string cell) => cell.Length == 0 ? null : new ReplyPattern(cell);

    private static DeliveryStage[] Stages(string cell) =>
        cell == "Data" ? DataStages : Array.ConvertAll(List(cell), Enum.Parse<DeliveryStage>);
}
