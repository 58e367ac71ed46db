using System.Buffers.Text;

namespace OrleansMail.Dkim;

/// <summary>The value of <c>b=</c> (RFC 6376 §3.5): base64, folded.</summary>
internal static class SignatureText
{
    // 4096 bits in base64: more than any DkimKey.
    private const int MostCharacters = 684;

    /// <summary>Octets of the value with its folds.</summary>
    public static int Length(int keyBits)
    {
        var characters = Base64.GetMaxEncodedToUtf8Length((keyBits + 7) / 8);
        return characters + ((characters - 1) / PreparedSignature.FoldLength * 3);
    }

    public static void Write(Span<byte> target, ReadOnlySpan<byte> signature)
    {
        Span<byte> text = stackalloc byte[MostCharacters];
        Base64.EncodeToUtf8(signature, text, out _, out var length);
        for (var (i, at) = (0, 0); i < length; i += PreparedSignature.FoldLength)
        {
            if (i > 0)
            {
                "\r\n "u8.CopyTo(target[at..]);
                at += 3;
            }

            var line = text[i..Math.Min(length, i + PreparedSignature.FoldLength)];
            line.CopyTo(target[at..]);
            at += line.Length;
        }
    }
}
