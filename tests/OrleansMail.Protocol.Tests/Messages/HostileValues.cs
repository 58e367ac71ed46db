using CsCheck;

namespace OrleansMail.Messages;

/// <summary>Values that try to become something else than a value.</summary>
public static class HostileValues
{
    private static readonly string[] Vectors =
    [
        "\r\nBcc: evil@example.net", "\r\n\r\nbody", "\n.\n", "\n.\r\n", "\r.\r\n", "\r.\r", "\r\n.\r", "\r\n.\n",
        "\r\n.\r\nMAIL FROM:<evil@example.net>\r\n", ".", "..", "\r\n.\r\n", "=?utf-8?B?4pyT?=", "=?", "?=", "=",
        "--=_6b2fb4e14d742a2a.0", "\r\n--=_0.0--\r\n", "{{", "{{ v }}", "{% raw %}", "<script>", "\"'&<>", "a, <b@c>;",
        "  ", "\t", " \t ", "\u3000", "\u2028", "\u00ad", "\u202e", "é", "髙﨑", "😀", "👩‍👩‍👧‍👦", "\ud800", "\udc00",
        "From ",
        new string('x', 5000), new string('山', 3000), "a b ", "word word ", "\\", "\"", "(", ")", ":", ";",
    ];

    public static readonly Gen<string> All = Gen.Select(
        Gen.Int[0, Vectors.Length - 1].Select(i => Vectors[i]).Array[1, 6],
        Gen.String[0, 20],
        (vectors, noise) => "v" + string.Concat(vectors) + Printable(noise));

    /// <summary>Small parts of the same, without the letter that makes them always good.</summary>
    public static readonly Gen<string> Raw = Gen.OneOf(
        Gen.Int[0, Vectors.Length - 1].Select(i => Vectors[i]),
        Gen.String[0, 20],
        Gen.Const("Ann"),
        Gen.Const("山田 太郎"),
        Gen.Const(string.Empty),
        Gen.Const("\n"),
        Gen.Const("x\n"),
        Gen.Const(" x "),
        Gen.Const("a\0b"),
        Gen.Const("\u0085"),
        All);

    private static string Printable(string noise) =>
        string.Concat(noise.Where(c => !char.IsControl(c)));
}
