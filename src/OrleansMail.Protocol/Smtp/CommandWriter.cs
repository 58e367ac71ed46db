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

    /// <exception cref="ArgumentException">CR, LF, NUL, no ASCII, or too long: an earlier check was missed.</exception>
    public CommandWriter Line(string command)
    {
        if (command.Length > MaxLine || command.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0 || !Ascii.IsValid(command))
        {
            // The text stays out of the message: it holds an address.
            throw new ArgumentException("A command line is too long or not plain ASCII.", nameof(command));
        }

        Encoding.ASCII.GetBytes(command, _octets);
        _octets.Write("\r\n"u8);
        return this;
    }
}
