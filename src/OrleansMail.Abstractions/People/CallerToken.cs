using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace OrleansMail.People;

/// <summary>
/// What a client shows with every call: <c>om_sess_USER_SECRET</c> of a person's session, <c>om_live_ID_SECRET</c> of an
/// API key, <c>om_emrg_NAME_SECRET</c> of an open emergency account. The secret is 256 random bits; 32 bits behind it tell a mistyped token from a wrong one.
/// </summary>
/// <remarks>The fixed beginning lets scanners find a token that was published by mistake.</remarks>
public sealed class CallerToken
{
    /// <summary>Where clients put the token in Orleans' request context.</summary>
    public const string ContextKey = "mail.token";

    /// <summary>Octets of a secret.</summary>
    public const int SecretLength = 32;

    private const string Session = "om_sess_";
    private const string Key = "om_live_";
    private const string Emergency = "om_emrg_";
    private const int ChecksumLength = 4;
    private const int Longest = 256;

    private CallerToken(CallerKind kind, string owner, byte[] secretHash) =>
        (Kind, Owner, SecretHash) = (kind, owner, secretHash);

    /// <summary>Person, Service or Emergency.</summary>
    public CallerKind Kind { get; }

    /// <summary>User name, id of the API key, or name of the emergency account.</summary>
    public string Owner { get; }

    /// <summary>SHA-256 of the secret: all that is ever kept of it. A fast hash is enough for 256 random bits.</summary>
    public byte[] SecretHash { get; }

    /// <summary>Reads a token; true means only that it is well formed.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CallerToken? token)
    {
        token = null;
        if (text.Length > Longest || KindOf(text) is not { } kind)
        {
            return false;
        }

        var end = text.LastIndexOf('_');
        var octets = Octets(text[(end + 1)..]);
        if (end < Session.Length || octets is null || PersonName.Fault(text[Session.Length..end]) is not null)
        {
            return false;
        }

        var (secret, checksum) = (octets[..SecretLength], octets[SecretLength..]);
        var owner = text[Session.Length..end];
        if (!checksum.AsSpan().SequenceEqual(Checksum(kind, owner, secret)))
        {
            return false;
        }

        token = new CallerToken(kind, owner, SHA256.HashData(secret));
        return true;
    }

    /// <summary>The text of a token, which nobody keeps but its owner.</summary>
    /// <param name="kind">Person, Service or Emergency.</param>
    /// <param name="secret">Of <see cref="SecretLength"/>, from <see cref="NewSecret"/>.</param>
    public static string Write(CallerKind kind, string owner, ReadOnlySpan<byte> secret)
    {
        if (secret.Length != SecretLength)
        {
            throw new ArgumentException("A secret has 32 octets.", nameof(secret));
        }

        return $"{Prefix(kind)}{owner}_{Convert.ToHexStringLower(secret)}"
            + Convert.ToHexStringLower(Checksum(kind, owner, secret));
    }

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretLength);

    /// <summary>Tells whose it is; never the secret.</summary>
    public override string ToString() => $"{Kind} {Owner}";

    private static CallerKind? KindOf(string text) =>
        text.StartsWith(Session, StringComparison.Ordinal) ? CallerKind.Person
        : text.StartsWith(Key, StringComparison.Ordinal) ? CallerKind.Service
        : text.StartsWith(Emergency, StringComparison.Ordinal) ? CallerKind.Emergency
        : null;

    private static string Prefix(CallerKind kind) => kind switch
    {
        CallerKind.Person => Session,
        CallerKind.Service => Key,
        CallerKind.Emergency => Emergency,
        CallerKind.Engine => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The engine has no token."),
    };

    private static byte[]? Octets(string hex)
    {
        var isHex = hex.Length == (SecretLength + ChecksumLength) * 2
            && hex.All(letter => letter is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
        return isHex ? Convert.FromHexString(hex) : null;
    }

    private static byte[] Checksum(CallerKind kind, string owner, ReadOnlySpan<byte> secret)
    {
        var text = Encoding.ASCII.GetBytes($"{Prefix(kind)}{owner}_{Convert.ToHexStringLower(secret)}");
        return SHA256.HashData(text)[..ChecksumLength];
    }
}
