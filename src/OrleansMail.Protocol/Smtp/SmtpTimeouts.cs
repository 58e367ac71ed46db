using System.ComponentModel.DataAnnotations;

namespace OrleansMail.Smtp;

/// <summary>
/// How long each phase may take; the defaults are the minimums of RFC 5321 §4.5.3.2 where it has one.
/// Each is a tenth of a second to an hour.
/// </summary>
public sealed record SmtpTimeouts
{
    private const string Least = "00:00:00.1";
    private const string Most = "01:00:00";

    /// <summary>Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), Least, Most)]
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Default 5 minutes. RFC 5321 §4.5.3.2.1.</summary>
    [Range(typeof(TimeSpan), Least, Most)]
    public TimeSpan Greeting { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), Least, Most)]
    public TimeSpan Ehlo { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For the reply to STARTTLS. Default 2 minutes.</summary>
    [Range(typeof(TimeSpan), Least, Most)]
    public TimeSpan StartTls { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Default 60 seconds.</summary>
    [Range(typeof(TimeSpan), Least, Most)]
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Default 5 minutes. RFC 5321 §4.5.3.2.2.</summary>
    [Range(typeof(TimeSpan), Least, Most)]
    public TimeSpan Mail { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Default 5 minutes. RFC 5321 §4.5.3.2.3.</summary>
    [Range(typeof(TimeSpan), Least, Most)]
    public TimeSpan Rcpt { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Default 2 minutes. RFC 5321 §4.5.3.2.4.</summary>
    [Range(typeof(TimeSpan), Least, Most)]
    public TimeSpan Data { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For each block of the message. Default 3 minutes. RFC 5321 §4.5.3.2.5.</summary>
    [Range(typeof(TimeSpan), Least, Most)]
    public TimeSpan Block { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Default 10 minutes: giving up sooner makes duplicates. RFC 5321 §4.5.3.2.6.</summary>
    [Range(typeof(TimeSpan), Least, Most)]
    public TimeSpan FinalDot { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Default 20 seconds.</summary>
    [Range(typeof(TimeSpan), Least, Most)]
    public TimeSpan Reset { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For QUIT, and for a last word on a connection that is going down. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), Least, Most)]
    public TimeSpan Quit { get; init; } = TimeSpan.FromSeconds(5);
}
