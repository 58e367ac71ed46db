using System.Globalization;

namespace OrleansMail.Reports;

/// <summary>A linear axis with round ticks: 1, 2 or 5 times a power of ten apart.</summary>
internal sealed class Scale
{
    private const int WantedTicks = 5;

    /// <summary>Of a step; what arithmetic may be off.</summary>
    private const double Rounding = 0.000_001;

    private readonly int _decimals;

    /// <param name="isTight">The axis ends at the values and not at the next ticks.</param>
    public Scale(double least, double most, bool isTight = false)
    {
        var span = most > least ? most - least : 1;
        var rough = span / WantedTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        Step = power * ((rough / power) - Rounding) switch
        {
            <= 1 => 1,
            <= 2 => 2,
            <= 5 => 5,
            _ => 10,
        };
        Least = isTight ? least : Math.Floor(least / Step) * Step;
        Most = isTight ? least + span : Math.Max(Least + Step, Math.Ceiling(most / Step) * Step);
        _decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(Step) + Rounding));
    }

    public double Least { get; }

    public double Most { get; }

    public double Step { get; }

    public IEnumerable<double> Ticks
    {
        get
        {
            var first = Math.Ceiling((Least / Step) - Rounding);
            var last = Math.Floor((Most / Step) + Rounding);
            for (var tick = first; tick <= last; tick++)
            {
                yield return tick * Step;
            }
        }
    }

    /// <summary>Where a value is, from 0 at the least to 1 at the most.</summary>
    public double At(double value) => (value - Least) / (Most - Least);

    public string Text(double value) =>
        value.ToString("N" + _decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
