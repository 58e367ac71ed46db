using OrleansMail.Measures;
using OrleansMail.Replay;

namespace OrleansMail.Compare;

/// <summary>One figure of both programs.</summary>
/// <param name="Before">Of the program before.</param>
/// <param name="After">Of the program under trial.</param>
internal sealed record ComparedRow(FigureRow Before, FigureRow After)
{
    /// <param name="before">The figures of each run of the program before.</param>
    /// <param name="after">The same of the program under trial.</param>
    public static IReadOnlyList<ComparedRow> Of(
        IReadOnlyList<IReadOnlyList<Figure>> before, IReadOnlyList<IReadOnlyList<Figure>> after) =>
        [.. FigureRow.Of(before).Zip(FigureRow.Of(after), (old, now) => new ComparedRow(old, now))];

    /// <summary>After by before, of the medians; null if one was not measured, or is nothing.</summary>
    public double? Ratio => Before.Spread?.Median is { } old && old != 0 ? After.Spread?.Median / old : null;
}
