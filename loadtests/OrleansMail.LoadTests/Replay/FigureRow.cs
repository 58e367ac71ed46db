using OrleansMail.Measures;

namespace OrleansMail.Replay;

/// <summary>One figure of all runs.</summary>
/// <param name="First">The figure of the first run, for its name and unit.</param>
/// <param name="Spread">Null if no run has it.</param>
internal sealed record FigureRow(Figure First, Spread? Spread)
{
    public static IReadOnlyList<FigureRow> Of(IReadOnlyList<IReadOnlyList<Figure>> runs) =>
        [.. runs[0].Select((figure, index) => new FigureRow(figure, Spread.Of(runs.Select(run => run[index].Value))))];

    public string Median => Numbers.Text(Spread?.Median, First.Decimals);

    public string Least => Spread is null ? "" : Numbers.Text(Spread.Least, First.Decimals);

    public string Greatest => Spread is null ? "" : Numbers.Text(Spread.Greatest, First.Decimals);
}
