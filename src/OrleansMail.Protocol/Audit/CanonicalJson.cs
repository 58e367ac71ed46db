using System.Globalization;
using System.Text;

namespace OrleansMail.Audit;

/// <summary>Builds one flat JSON object in canonical form (RFC 8785); members are added in the order of their names.</summary>
internal sealed class CanonicalJson
{
    private readonly StringBuilder _text = new("{");

    public CanonicalJson Add(string name, string? value)
    {
        Name(name);
        if (value is null)
        {
            _text.Append("null");
        }
        else
        {
            Quote(value);
        }

        return this;
    }

    // RFC 8785 §3.2.2.3 writes numbers as ECMAScript does: whole ones below 2^53 are their digits.
    public CanonicalJson Add(string name, long value)
    {
        Name(name);
        _text.Append(value.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>The octets in UTF-8; half of a surrogate pair, which has none, becomes U+FFFD.</summary>
    public byte[] Octets() => Encoding.UTF8.GetBytes(_text.Append('}').ToString());

    private void Name(string name)
    {
        if (_text.Length > 1)
        {
            _text.Append(',');
        }

        _text.Append('"').Append(name).Append("\":");
    }

    // RFC 8785 §3.2.2.2: only what must be escaped is.
    private void Quote(string value)
    {
        _text.Append('"');
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' => _text.Append("\\\""),
                '\\' => _text.Append("\\\\"),
                '\b' => _text.Append("\\b"),
                '\t' => _text.Append("\\t"),
                '\n' => _text.Append("\\n"),
                '\f' => _text.Append("\\f"),
                '\r' => _text.Append("\\r"),
                < ' ' => _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => _text.Append(letter),
            };
        }

        _text.Append('"');
    }
}
