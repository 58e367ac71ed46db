using System.Text.RegularExpressions;

namespace OrleansMail.Outcomes;

/// <summary>An expression over the text of a reply. Thread-safe.</summary>
/// <param name="expression">A regular expression without look-around and back-references; case does not matter.</param>
internal sealed class ReplyPattern(string expression)
{
    private volatile Regex? _regex;

    public bool IsMatch(string text) => (_regex ??= Compile()).IsMatch(text);

    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public void Check() => _regex ??= Compile();

    // NonBacktracking: a hostile reply costs linear time, whatever the expression is. Such a one takes 200 KB, so it is
    // made when a reply first asks for it.
    private Regex Compile() => new(
        expression, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking,
        TimeSpan.FromSeconds(1));
}
