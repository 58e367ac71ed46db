using System.Diagnostics;

namespace OrleansMail.Smtp;

/// <summary>The source of spans of SMTP sessions: <c>smtp.open</c>, <c>smtp.tls</c>, <c>smtp.ask</c>, <c>smtp.send</c>.</summary>
/// <remarks>They are parts of a trace that is under way, and name neither hosts nor addresses.</remarks>
public static class SmtpTraces
{
    public const string Name = "OrleansMail.Smtp";

    private static readonly ActivitySource Source = new(Name);

    internal static Activity? Part(string name) =>
        Activity.Current is null ? null : Source.StartActivity(name, ActivityKind.Client);
}
