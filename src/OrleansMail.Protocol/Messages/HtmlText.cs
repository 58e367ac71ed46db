using System.Buffers;

namespace OrleansMail.Messages;

/// <summary>Values as Liquid puts them into HTML, without a string for each.</summary>
internal static class HtmlText
{
    // The longest reference of one UTF-16 unit, such as "&#x3000;"; a pair of them has one of at most 10.
    private const int LongestReference = 8;

    // A subset of what the encoder leaves alone: most values need no more than this look.
    private static readonly SearchValues<char> Unchanged = SearchValues.Create(
        " !#$%()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>The escaped text; it may be in <paramref name="memory"/>, which grows as needed.</summary>
    public static ReadOnlySpan<char> Escape(ReadOnlySpan<char> text, ref char[] memory)
    {
        if (!text.ContainsAnyExcept(Unchanged))
        {
            return text;
        }

        if (memory.Length < text.Length * LongestReference)
        {
            memory = new char[text.Length * LongestReference];
        }

        var status = LiquidText.Html.Encode(text, memory, out _, out var written);
        return status == OperationStatus.Done
            ? memory.AsSpan(0, written)
            : throw new InvalidOperationException("An HTML value did not fit where every value fits.");
    }
}
