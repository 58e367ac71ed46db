using System.Text.RegularExpressions;
using OrleansMail.Suppression;

namespace OrleansMail.Reports;

/// <summary>Outcomes for those who may know how it went, but not with whom.</summary>
internal static partial class Masking
{
    /// <summary>The line with every address cut down to a letter and its domain; so are those in a receiver's text.</summary>
    public static OutcomeLine Of(OutcomeLine line) => line with
    {
        Recipient = Of(line.Recipient),
        Text = Of(line.Text),
    };

    /// <summary>The entry masked; its cursor is a keyed hash, and stays.</summary>
    public static SuppressionEntry Of(SuppressionEntry entry) => entry with
    {
        Address = Of(entry.Address),
        Evidence = Of(entry.Evidence),
    };

    /// <summary>Such as <c>y***@example.com</c>.</summary>
    public static string Of(string text) => LocalPart.Replace(text, "${first}***@");

    // Quoted or not (RFC 5321 §4.1.2). What stands before an @ without a space is taken for part of an address.
    [GeneratedRegex("""(?<first>[^\s<>"@])?(?:"[^"]*"|[^\s<>"@]*)@""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LocalPart { get; }
}
