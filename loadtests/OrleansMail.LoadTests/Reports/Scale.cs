using System.Globalization;

namespace OrleansMail.Reports;

/// <summary>A linear axis with round ticks: 1, 2 or 5 times a power of ten apart.</summary>
internal sealed class Scale
{
    private const int WantedTicks = 5;

    private readonly int _decimals;

    public Scale(double least, double most)
    {
        var span = most > least ? most - least : 1;
        var rough = span / WantedTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        Step = power * (rough / power) switch
        {
            <= 1 => 1,
            <= 2 => 2,
            <= 5 => 5,
            _ => 10,
        };
        Least = Math.Floor(least / Step) * Step;
        Most = Math.Max(Least + Step, Math.Ceiling(most / Step) * Step);
        _decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(Step) + 0.000_001));
    }

    public double Least { get; }

    public double Most { get; }

    public double Step { get; }

    public IEnumerable<double> Ticks =>
        Enumerable.Range(0, (int)Math.Round((Most - Least) / Step) + 1).Select(tick => Least + (tick * Step));

    /// <summary>Where a value is, from 0 at the least to 1 at the most.</summary>
    public double At(double value) => (value - Least) / (Most - Least);

    public string Text(double value) =>
        value.ToString("N" + _decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
