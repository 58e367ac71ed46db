using System.Diagnostics.CodeAnalysis;

namespace OrleansMail.Audience;

/// <summary>What opening an audience file gave: a reader, or the reason why the file cannot be read at all.</summary>
public sealed record AudienceOpening
{
    internal AudienceOpening(AudienceReader? reader, string? reason) => (Reader, Reason) = (reader, reason);

    public AudienceReader? Reader { get; }

    /// <summary>What is wrong with the header or the file; null when there is a reader.</summary>
    public string? Reason { get; }

    [MemberNotNullWhen(true, nameof(Reader))]
    [MemberNotNullWhen(false, nameof(Reason))]
    public bool Opened => Reader is not null;
}
