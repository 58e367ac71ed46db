using System.Globalization;

namespace OrleansMail.Outcomes;

/// <summary>
/// A pattern over enhanced codes (RFC 3463 §2): <c>5.7.1</c>, <c>x.7.28</c>, <c>5.7.606-649</c>, <c>x.7.*</c>, or
/// <c>-</c> for a reply without one.
/// </summary>
/// <param name="Class">0 for any.</param>
internal readonly record struct EnhancedPattern(bool Absent, int Class, int Subject, int From, int To)
{
    public bool Matches(int replyClass, (int Subject, int Detail)? enhanced)
    {
        if (Absent)
        {
            return enhanced is null;
        }

        // A reply without an enhanced code counts as x.0.0: no subject, no detail.
        var (subject, detail) = enhanced ?? (0, 0);
        return (Class == 0 || Class == replyClass) && subject == Subject && detail >= From && detail <= To;
    }

    public static EnhancedPattern Parse(string text)
    {
        if (text == "-")
        {
            return new EnhancedPattern(Absent: true, 0, 0, 0, 0);
        }

        var parts = text.Split('.');
        if (parts.Length != 3)
        {
            throw new FormatException($"'{text}' is no enhanced code");
        }

        var range = parts[2].Split('-');
        var any = parts[2] == "*";
        return new EnhancedPattern(
            Absent: false,
            parts[0] == "x" ? 0 : int.Parse(parts[0], CultureInfo.InvariantCulture),
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            any ? 0 : int.Parse(range[0], CultureInfo.InvariantCulture),
            any ? int.MaxValue : int.Parse(range[^1], CultureInfo.InvariantCulture));
    }
}
