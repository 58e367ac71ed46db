using System.Buffers;
using System.Text;

namespace OrleansMail.Smtp;

/// <summary>Gathers command lines for one write; the last gate before the wire: no line can become two.</summary>
internal sealed class CommandWriter
{
    /// <summary>Octets of one line without CRLF. RFC 5321 §4.5.3.1.4.</summary>
    public const int MaxLine = 510;

    private readonly ArrayBufferWriter<byte> _octets = new(MaxLine);

    public ReadOnlyMemory<byte> Written => _octets.WrittenMemory;

    public CommandWriter Start()
    {
        _octets.ResetWrittenCount();
        return this;
    }

    /// <param name="envelope">From whom; nobody is the null path (RFC 5321 §4.5.5).</param>
    /// <param name="parameters">Empty, or each with a space before it.</param>
    public CommandWriter Mail(SmtpEnvelope envelope, string parameters) =>
        Line("MAIL FROM:<", envelope.Sender?.Address ?? "", ">", parameters);

    public CommandWriter Rcpt(SmtpEnvelope envelope) => Line("RCPT TO:<", envelope.Recipient.Address, ">");

    /// <param name="command">The pieces of one line.</param>
    /// <exception cref="ArgumentException">CR, LF, NUL, no ASCII, or too long: an earlier check was missed.</exception>
    public CommandWriter Line(params ReadOnlySpan<string> command)
    {
        var length = 0;
        foreach (var piece in command)
        {
            length += piece.Length;
            if (length > MaxLine || piece.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0 || !Ascii.IsValid(piece))
            {
                // The text stays out of the message: it holds an address.
                throw new ArgumentException("A command line is too long or not plain ASCII.", nameof(command));
            }
        }

        foreach (var piece in command)
        {
            Encoding.ASCII.GetBytes(piece, _octets);
        }

        _octets.Write("\r\n"u8);
        return this;
    }
}
