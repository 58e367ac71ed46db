namespace OrleansMail.Measures;

/// <summary>One measured number.</summary>
/// <param name="Name">What it is, in words for a table.</param>
/// <param name="Unit">Its unit; empty for a plain ratio.</param>
/// <param name="Value">Null if it could not be measured in this run.</param>
/// <param name="Decimals">How many are worth printing.</param>
internal sealed record Figure(string Name, string Unit, double? Value, int Decimals = 0);
