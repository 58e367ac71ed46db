using OrleansMail.Smtp;

namespace OrleansMail.Dns;

/// <summary>Why there is nowhere to send to.</summary>
/// <param name="IsPermanent">Trying again will not help.</param>
/// <param name="Code">As a server would give it. RFC 3463, RFC 7505 §4.</param>
/// <param name="Text">In plain words.</param>
public sealed record MxFailure(bool IsPermanent, EnhancedCode Code, string Text)
{
    /// <summary>SERVFAIL or no answer: the domain may well have mail hosts.</summary>
    public static MxFailure NoAnswer { get; } =
        new(IsPermanent: false, new EnhancedCode(4, 4, 3), "The name servers of the domain do not answer.");

    public static MxFailure NoSuchDomain { get; } =
        new(IsPermanent: true, new EnhancedCode(5, 1, 2), "The domain does not exist.");

    public static MxFailure NoHost { get; } =
        new(IsPermanent: true, new EnhancedCode(5, 1, 2), "The domain has no usable mail host.");

    /// <summary>RFC 7505 §3.</summary>
    public static MxFailure NullMx { get; } =
        new(IsPermanent: true, new EnhancedCode(5, 1, 10), "The domain takes no mail.");

    /// <summary>RFC 5321 §5.1: the mail would come back to us.</summary>
    public static MxFailure Loop { get; } =
        new(IsPermanent: true, new EnhancedCode(5, 4, 6), "The mail hosts of the domain are our own.");

    public static MxFailure Forbidden { get; } =
        new(IsPermanent: true, new EnhancedCode(5, 4, 4), "The mail host has no public address.");
}
