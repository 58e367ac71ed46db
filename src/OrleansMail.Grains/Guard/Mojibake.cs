using System.Buffers;
using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>Text that was read by the wrong charset, and signs that such readings begin with.</summary>
internal static partial class Mojibake
{
    // 機種依存文字: of rows 13 and 89 to 92 of JIS X 0208 as vendors filled them; ISO-2022-JP does not have them.
    private static readonly SearchValues<char> VendorSigns = SearchValues.Create(
        "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ㍉㌔㌢㍍㌘㌧㌃㌶㍑㍗㌍㌦㌣㌫㍊㌻㎜㎝㎞㎎㎏㏄㎡㍻㍼㍽㍾"
        + "〝〟№㏍℡㊤㊥㊦㊧㊨㈱㈲㈹髙﨑");

    private static readonly SearchValues<char> Beginnings = SearchValues.Create("縺繧ãâ");

    /// <summary>The replacement character, or UTF-8 that was read as Shift_JIS or Latin-1.</summary>
    public static bool IsIn(ReadOnlySpan<char> text) =>
        text.Contains('\uFFFD') || (text.ContainsAny(Beginnings) && Read().IsMatch(text));

    public static bool HasVendorSigns(ReadOnlySpan<char> text) => text.ContainsAny(VendorSigns);

    [GeneratedRegex(
        "(?:縺[\\u0021-\\uFFFF]|繧[\\u0021-\\uFFFF]){3}|(?:ã[\\u0080-\\u00BF\\u201A-\\u2122]{1,2}){3}|â€[\\u0098-\\u009D\\u2122™œ“”]",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Read();
}
