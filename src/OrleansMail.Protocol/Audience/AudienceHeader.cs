using System.Globalization;

namespace OrleansMail.Audience;

/// <summary>The columns of an audience file: where the address is, and the names of the merge fields.</summary>
internal sealed record AudienceHeader(int AddressColumn, string[] Columns)
{
    public const string AddressName = "address";

    // Words that mean something else in a Liquid template, so a field of that name could never be printed.
    private static readonly HashSet<string> Reserved =
        new(["true", "false", "nil", "null", "empty", "blank"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the header row; the reason is null when it is good.</summary>
    public static AudienceHeader? Read(string[] cells, out string? reason)
    {
        var names = Array.ConvertAll(cells, cell => cell.Trim());
        var address = Array.FindIndex(names, IsAddress);
        reason = address < 0
            ? "there is no column named address; the first row must name the columns, with commas between them"
            : FaultOf(names);
        return reason is null ? new AudienceHeader(address, names) : null;
    }

    private static bool IsAddress(string name) => string.Equals(name, AddressName, StringComparison.OrdinalIgnoreCase);

    private static string? FaultOf(string[] names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[i];
            if (name.Length == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"column {i + 1} has no name");
            }

            if (!seen.Add(name))
            {
                return $"two columns are named {name}";
            }

            if (!IsName(name))
            {
                return $"column {i + 1} is named {Printable(name)}; use letters, digits, _ and -, a letter first";
            }

            if (Reserved.Contains(name))
            {
                return $"column {i + 1} is named {name}, which is a word of the template language; rename it";
            }
        }

        return null;
    }

    // What a template can name: letters of any script, as in 氏名; `name-` would read as a mark that trims blanks.
    private static bool IsName(string name) =>
        (char.IsLetter(name[0]) || name[0] == '_')
        && name[^1] != '-'
        && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-');

    private static string Printable(string name)
    {
        var shown = name.Length <= 40 ? name : name[..40];
        return string.Create(shown.Length, shown, static (printable, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                printable[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? '?' : source[i];
            }
        });
    }
}
