using System.Globalization;

namespace OrleansMail.Smtp;

/// <summary>One whole reply of a server, all its lines in one. RFC 5321 §4.2.</summary>
/// <param name="Code">200 to 599. Where the enhanced code disagrees, this one is right.</param>
/// <param name="Enhanced">The first enhanced code, as sent: its class may contradict the code. RFC 2034 §4.</param>
/// <param name="Text">A stranger's words: no control characters, lines joined by a space, at most 2 KiB.</param>
public sealed record SmtpReply(int Code, EnhancedCode? Enhanced, string Text)
{
    /// <summary>2yz: done, the receiver owns what was asked. RFC 5321 §4.2.1.</summary>
    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>3yz: go on, only ever the answer to DATA.</summary>
    public bool IsIntermediate => Code is >= 300 and < 400;

    /// <summary>4yz: not now.</summary>
    public bool IsTransient => Code is >= 400 and < 500;

    /// <summary>5yz: not ever, in this form.</summary>
    public bool IsPermanent => Code is >= 500 and < 600;

    /// <summary>421: the server closes the connection after this reply, whatever it answers. RFC 5321 §4.2.2.</summary>
    public bool ClosesConnection => Code == 421;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Code}{(Enhanced is { } enhanced ? $" {enhanced}" : "")}{(Text.Length > 0 ? $" {Text}" : "")}");
}
