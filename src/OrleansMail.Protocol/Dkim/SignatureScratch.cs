using System.Text;
using OrleansMail.Messages;

namespace OrleansMail.Dkim;

/// <summary>Memory of one thread for preparing signatures: which fields are signed, and their canonical form.</summary>
internal sealed class SignatureScratch : IDisposable
{
    private const int LargestKept = 1 << 18;

    private static readonly byte[][] Names = [.. SignedHeaders.WhenPresent.Select(Encoding.ASCII.GetBytes)];
    private static readonly byte[][] Oversigned = [.. SignedHeaders.Oversigned.Select(Encoding.ASCII.GetBytes)];

    [ThreadStatic]
    private static SignatureScratch? _ofThread;

    private readonly List<(int Name, int Start, int End)> _fields = new(32);
    private int _column;

    /// <summary>The DKIM-Signature field that is being written.</summary>
    public MessageBuffer Field { get; } = new();

    /// <summary>What the header hash is taken of.</summary>
    public MessageBuffer Canonical { get; } = new();

    /// <summary>Where the body of the message starts.</summary>
    public int BodyStart { get; private set; }

    public static SignatureScratch Take()
    {
        var scratch = _ofThread ?? new SignatureScratch();
        _ofThread = null;
        return scratch;
    }

    /// <summary>Finds the fields that are signed, and the body; a line that is no field is passed over.</summary>
    public void Read(ReadOnlySpan<byte> message)
    {
        _fields.Clear();
        BodyStart = message.Length;
        var at = 0;
        while (at < message.Length)
        {
            var end = HeaderFields.EndOfField(message, at);
            if (end == at)
            {
                BodyStart = at + 2;
                return;
            }

            var colon = message[at..end].IndexOf((byte)':');
            var name = colon > 0 ? NameOf(message.Slice(at, colon).TrimEnd(" \t"u8)) : -1;
            if (name >= 0)
            {
                _fields.Add((name, at, end));
            }

            at = end + 2;
        }
    }

    /// <summary>Writes the names for <c>h=</c> into <see cref="Field"/>, folded.</summary>
    public void WriteNames()
    {
        _column = 3;
        for (var name = 0; name < Names.Length; name++)
        {
            foreach (var field in _fields)
            {
                if (field.Name == name)
                {
                    WriteName(Names[name], (byte)':');
                }
            }
        }

        for (var i = 0; i < Oversigned.Length; i++)
        {
            WriteName(Oversigned[i], i + 1 < Oversigned.Length ? (byte)':' : (byte)';');
        }
    }

    /// <summary>Fills <see cref="Canonical"/>; of equal names the last comes first (RFC 6376 §5.4.2).</summary>
    public void Canonicalize(ReadOnlySpan<byte> message)
    {
        Canonical.Reset();
        for (var name = 0; name < Names.Length; name++)
        {
            for (var i = _fields.Count - 1; i >= 0; i--)
            {
                if (_fields[i].Name == name)
                {
                    RelaxedCanonicalization.WriteHeader(Canonical, message[_fields[i].Start.._fields[i].End]);
                    Canonical.Append("\r\n"u8);
                }
            }
        }
    }

    /// <summary>Ends the use: the thread's next message may use the memory.</summary>
    public void Dispose()
    {
        if (Field.Capacity + Canonical.Capacity <= LargestKept)
        {
            _ofThread = this;
            return;
        }

        Field.Dispose();
        Canonical.Dispose();
    }

    private static int NameOf(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(name, Names[i]))
            {
                return i;
            }
        }

        return -1;
    }

    // Blanks may stand around the colons of h= (RFC 6376 §3.5).
    private void WriteName(byte[] name, byte end)
    {
        if (_column + name.Length + 1 > 76)
        {
            Field.Append("\r\n "u8);
            _column = 1;
        }

        Field.Append(name);
        Field.Append([end]);
        _column += name.Length + 1;
    }
}
