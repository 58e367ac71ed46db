using System.Text;

namespace OrleansMail.Dkim;

/// <summary>A message that lacks only the RSA operation; so that one can sign many digests side by side.</summary>
public sealed class PreparedSignature
{
    // The first line starts with " b=": 77 characters with this many.
    internal const int FoldLength = 74;

    private readonly string _field;
    private readonly ReadOnlyMemory<byte> _message;

    internal PreparedSignature(string field, ReadOnlyMemory<byte> message, byte[] digest)
    {
        (_field, _message, Digest) = (field, message, digest);
    }

    /// <summary>The SHA-256 digest to sign, 32 octets.</summary>
    public ReadOnlyMemory<byte> Digest { get; }

    /// <summary>The signed message, its DKIM-Signature first.</summary>
    /// <param name="signature">RSASSA-PKCS1-v1_5 over <see cref="Digest"/>.</param>
    public byte[] Complete(ReadOnlySpan<byte> signature)
    {
        var field = new StringBuilder(_field);
        var value = Convert.ToBase64String(signature);
        for (var i = 0; i < value.Length; i += FoldLength)
        {
            field.Append(i == 0 ? string.Empty : "\r\n ").Append(value, i, Math.Min(FoldLength, value.Length - i));
        }

        field.Append("\r\n");
        var signed = new byte[field.Length + _message.Length];
        Encoding.ASCII.GetBytes(field.ToString(), signed);
        _message.Span.CopyTo(signed.AsSpan(field.Length));
        return signed;
    }
}
