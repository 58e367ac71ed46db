namespace OrleansMail.Measures;

/// <summary>A figure that the engine has to reach, and what it reached.</summary>
/// <param name="Bound">The least, or the most, that is good.</param>
/// <param name="IsLeast">More is better.</param>
/// <param name="Measured">Null if it could not be measured.</param>
internal sealed record Goal(string Name, string Unit, double Bound, bool IsLeast, double? Measured, int Decimals = 0)
{
    public bool IsReached => Measured is { } value && (IsLeast ? value >= Bound : value <= Bound);

    public IReadOnlyList<string> Row =>
    [
        Name,
        $"{(IsLeast ? "≥" : "≤")} {Numbers.Text(Bound, Decimals)} {Unit}".TrimEnd(),
        Measured is null ? Numbers.NotMeasured : $"{Numbers.Text(Measured, Decimals)} {Unit}".TrimEnd(),
        IsReached ? "yes" : "no",
    ];
}
