using System.Text;

namespace OrleansMail.Sink;

/// <summary>The envelope and the content of the running transaction; used again for the next one.</summary>
internal sealed class SinkTransaction(SinkContent content)
{
    private readonly List<Range> _recipients = [];
    private readonly List<Addressee> _addressees = [];
    private byte[] _octets = new byte[512];
    private int _length;
    private int _senderLength;

    public SinkContent Content { get; } = content;

    /// <summary>MAIL has been accepted and neither RSET nor the end of the message has come.</summary>
    public bool Open { get; private set; }

    /// <summary>The first BDAT has come; DATA is out of the question now (RFC 3030 §2).</summary>
    public bool Chunked { get; set; }

    /// <summary>A BDAT was refused; only RSET helps (RFC 3030 §2).</summary>
    public bool Failed { get; set; }

    public bool EightBit { get; private set; }

    /// <summary>The size the client declared; 0 if it did not.</summary>
    public long DeclaredSize { get; private set; }

    public int Count => _recipients.Count;

    /// <summary>The recipients for rules; filled only if a rule asks for them.</summary>
    public ReadOnlySpan<Addressee> Addressees => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_addressees);

    public string Sender => Encoding.Latin1.GetString(_octets, 0, _senderLength);

    public ReadOnlySpan<byte> Recipient(int index) => _octets.AsSpan(_recipients[index]);

    public string RecipientText(int index) => Encoding.Latin1.GetString(Recipient(index));

    public void Reset()
    {
        Open = false;
        Chunked = false;
        Failed = false;
        _length = 0;
        _recipients.Clear();
        _addressees.Clear();
    }

    public void Begin(ReadOnlySpan<byte> sender, bool eightBit, long declaredSize)
    {
        Reset();
        Open = true;
        EightBit = eightBit;
        DeclaredSize = declaredSize;
        Keep(sender);
        _senderLength = sender.Length;
    }

    public void Add(ReadOnlySpan<byte> recipient, Addressee? addressee)
    {
        _recipients.Add(new Range(_length, _length + recipient.Length));
        Keep(recipient);
        if (addressee is { } known)
        {
            _addressees.Add(known);
        }
    }

    private void Keep(ReadOnlySpan<byte> octets)
    {
        if (_octets.Length - _length < octets.Length)
        {
            Array.Resize(ref _octets, Math.Max(_octets.Length * 2, _length + octets.Length));
        }

        octets.CopyTo(_octets.AsSpan(_length));
        _length += octets.Length;
    }
}
