using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansMail.Dkim;

/// <summary>Signs final octets: rsa-sha256, relaxed/relaxed, no <c>l=</c> (RFC 6376, RFC 8301). Thread-safe.</summary>
public sealed partial class DkimSigner
{
    private readonly string _domain;
    private readonly string _selector;
    private readonly DkimKey _key;
    private readonly byte[] _head;

    /// <param name="domain">The <c>d=</c> domain in A-labels; must align with From for DMARC (RFC 7489 §3.1.1).</param>
    /// <param name="selector">One or more DNS labels.</param>
    /// <exception cref="ArgumentException">Domain or selector is no DNS name.</exception>
    public DkimSigner(string domain, string selector, DkimKey key)
    {
        _domain = DnsName(domain, nameof(domain));
        _selector = DnsName(selector, nameof(selector));
        _key = key;
        _head = Head(_domain, _selector);
    }

    /// <summary>The message with its DKIM-Signature first; nothing may change it afterwards.</summary>
    /// <param name="message">The final octets, CRLF line ends.</param>
    /// <param name="at">The time for <c>t=</c>.</param>
    public byte[] Sign(ReadOnlySpan<byte> message, DateTimeOffset at)
    {
        var prepared = Prepare(message.ToArray(), at);
        return prepared.Complete(_key.SignDigest(prepared.Digest.Span));
    }

    /// <summary>All but the RSA operation; the message must stay as it is until the signature is complete.</summary>
    public PreparedSignature Prepare(ReadOnlyMemory<byte> message, DateTimeOffset at)
    {
        var octets = message.Span;
        var fields = HeaderFields.Read(octets);
        var names = SignedHeaders.NamesFor(fields);
        var field = Field(names, RelaxedCanonicalization.BodyHash(octets[fields.BodyStart..]), at);

        var canonical = new ArrayBufferWriter<byte>(2048);
        foreach (var range in SignedHeaders.Select(fields, names))
        {
            RelaxedCanonicalization.WriteHeader(canonical, octets[range]);
            canonical.Write("\r\n"u8);
        }

        // RFC 6376 §3.7: the signature's own field comes last, with an empty b= and no line end.
        RelaxedCanonicalization.WriteHeader(canonical, Encoding.ASCII.GetBytes(field));
        return new PreparedSignature(field, message, SHA256.HashData(canonical.WrittenSpan));
    }

    private string Field(IReadOnlyList<string> names, byte[] bodyHash, DateTimeOffset at)
    {
        var field = new StringBuilder("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; q=dns/txt;");
        field.Append(CultureInfo.InvariantCulture, $"\r\n d={_domain}; s={_selector}; t={at.ToUnixTimeSeconds()};");
        field.Append("\r\n h=");
        var column = 3;
        for (var i = 0; i < names.Count; i++)
        {
            // Blanks may stand around the colons of h= (RFC 6376 §3.5).
            var token = i + 1 < names.Count ? $"{names[i]}:" : $"{names[i]};";
            if (column + token.Length > 76)
            {
                field.Append("\r\n ");
                column = 1;
            }

            field.Append(token);
            column += token.Length;
        }

        return field.Append(CultureInfo.InvariantCulture, $"\r\n bh={Convert.ToBase64String(bodyHash)};\r\n b=")
            .ToString();
    }

    private static string DnsName(string name, string parameter)
    {
        var lower = name.ToLowerInvariant();
        var isName = lower.Length is > 0 and <= 253
            && lower.Split('.').All(label => label.Length is > 0 and <= 63)
            && lower.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');
        return isName ? lower : throw new ArgumentException("Not a DNS name in A-labels.", parameter);
    }
}
