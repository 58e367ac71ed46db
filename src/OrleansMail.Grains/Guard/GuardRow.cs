using OrleansMail.Messages;

namespace OrleansMail.Guard;

/// <summary>One recipient and the mail made for it. The rendered parts are empty while the guard only learns.</summary>
/// <param name="Row">Number in the audience, from 0.</param>
/// <param name="Line">Line in the source file, null when there is none.</param>
/// <param name="Address">Canonical address.</param>
/// <param name="Domain">Its domain, lower case, A-label.</param>
/// <param name="Values">In the order of the campaign's columns.</param>
/// <param name="FaultField">The field that could not be merged, null when all could.</param>
/// <param name="FaultReason">Why, without the value.</param>
public readonly record struct GuardRow(
    long Row,
    long? Line,
    string Address,
    string Domain,
    string[] Values,
    string Subject = "",
    string[]? Headers = null,
    string? FaultField = null,
    string? FaultReason = null)
{
    /// <summary>The mail's plain text; empty when it has none.</summary>
    public MergedText Text { get; init; } = MergedText.Empty;

    /// <summary>The mail's HTML; empty when it has none.</summary>
    public MergedText Html { get; init; } = MergedText.Empty;

    /// <summary>Keyed hash of the address; 0 when there is none.</summary>
    public ulong Key { get; init; }

    /// <summary>
    /// The mail has text of the template that no row before it had: true for the first row, and for the first that takes
    /// another branch of a condition. What concerns the template is looked at in these rows only.
    /// </summary>
    public bool BringsText { get; init; }

    /// <summary>How a person finds the row: its line, or its number where there is no file.</summary>
    public long Place => Line ?? Row;

    public ReadOnlySpan<char> LocalPart => Address.AsSpan(0, Math.Max(Address.LastIndexOf('@'), 0));
}
