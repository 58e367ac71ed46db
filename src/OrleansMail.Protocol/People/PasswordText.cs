using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace OrleansMail.People;

/// <summary>Brings a password into the one form that is counted, compared and hashed (NIST SP 800-63B-4 §3.1.1.2).</summary>
public static class PasswordText
{
    /// <summary>Longest password, in code points. Nothing is cut off: a longer one is refused.</summary>
    public const int Longest = 128;

    // Before normalising: no password of that many code points has more units, and a longer text costs time.
    private const int MostUnits = 1024;

    /// <summary>Normalises (NFKC), so that the same letters from another keyboard are the same password.</summary>
    /// <returns>False for a text that cannot be a password: too long, or not valid Unicode.</returns>
    public static bool TryPrepare(string text, [NotNullWhen(true)] out string? prepared)
    {
        prepared = null;
        if (text.Length > MostUnits || text.Where((_, at) => !Rune.TryGetRuneAt(text, at, out var _)
            && !(at > 0 && char.IsSurrogatePair(text, at - 1))).Any())
        {
            return false;
        }

        var normal = Nfkc.Normalize(text);
        if (Count(normal) > Longest)
        {
            return false;
        }

        prepared = normal;
        return true;
    }

    /// <summary>Code points, which is what lengths are counted in.</summary>
    public static int Count(string prepared) => prepared.EnumerateRunes().Count();
}
