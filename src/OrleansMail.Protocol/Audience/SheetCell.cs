namespace OrleansMail.Audience;

/// <summary>Keeps a cell of a CSV file from being taken for a formula by the spreadsheet that opens it.</summary>
/// <remarks>
/// A cell that begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a line end gets an apostrophe in front, and so
/// do the full-width forms of these signs, which Japanese spreadsheets read alike.
/// </remarks>
public static class SheetCell
{
    private const string Dangerous = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>The cell as text; null is an empty one.</summary>
    public static string Guarded(string? cell) => cell switch
    {
        null or "" => "",
        _ when Dangerous.Contains(cell[0], StringComparison.Ordinal) => $"'{cell}",
        _ => cell,
    };
}
