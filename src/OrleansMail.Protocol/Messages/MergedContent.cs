namespace OrleansMail.Messages;

/// <summary>What one recipient will read: decoded text for the guard to inspect, and the source of the bytes.</summary>
public sealed class MergedContent
{
    internal MergedContent(
        MimeSkeleton skeleton, string subject, MergedText[] texts, IReadOnlyList<MergedHeader> headers)
    {
        Skeleton = skeleton;
        Subject = subject;
        Texts = texts;
        Headers = headers;
    }

    /// <summary>The subject, one line of Unicode text.</summary>
    public string Subject { get; }

    /// <summary>All text/plain bodies, joined by a newline; null when there is none.</summary>
    public string? Text => TextParts?.ToString();

    /// <summary>All text/html bodies, joined by a newline; null when there is none.</summary>
    public string? Html => HtmlParts?.ToString();

    /// <summary><see cref="Text"/> in the parts that it was made of.</summary>
    public MergedText? TextParts => Skeleton.Join(Texts, isHtml: false);

    /// <summary><see cref="Html"/> in the parts that it was made of.</summary>
    public MergedText? HtmlParts => Skeleton.Join(Texts, isHtml: true);

    /// <summary>The template's other headers in file order; those that became empty are left out.</summary>
    public IReadOnlyList<MergedHeader> Headers { get; }

    /// <summary>The https or http URL of the template's own List-Unsubscribe, merged; null without one.</summary>
    public string? UnsubscribeUrl { get; internal init; }

    /// <summary>The mailto URL of the template's own List-Unsubscribe, merged; null when there is none.</summary>
    public string? UnsubscribeMailto { get; internal init; }

    internal MimeSkeleton Skeleton { get; }

    /// <summary>One merged text per slot of the skeleton.</summary>
    internal MergedText[] Texts { get; }
}
