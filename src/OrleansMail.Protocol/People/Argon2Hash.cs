using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;

namespace OrleansMail.People;

/// <summary>
/// A password's hash by Argon2id (RFC 9106), with its cost and salt in the usual text form
/// <c>$argon2id$v=19$m=47104,t=1,p=1$SALT$HASH</c>.
/// </summary>
/// <remarks>Making or checking one takes the memory of its cost and about a tenth of a second: never on a grain's turn.</remarks>
public sealed record Argon2Hash
{
    private const int SaltLength = 16;
    private const int TagLength = 32;
    private const int Version = 19;
    private const int MostMemory = 4 * 1024 * 1024;
    private const int MostPasses = 100;
    private const int MostLanes = 64;

    private readonly byte[] _salt;
    private readonly byte[] _tag;

    private Argon2Hash(Argon2Cost cost, byte[] salt, byte[] tag) => (Cost, _salt, _tag) = (cost, salt, tag);

    public Argon2Cost Cost { get; }

    /// <summary>Hashes a prepared password (<see cref="PasswordText"/>) with a new salt.</summary>
    public static Argon2Hash Create(string password, Argon2Cost cost)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new Argon2Hash(cost, salt, Tag(Encoding.UTF8.GetBytes(password), salt, cost, TagLength));
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out Argon2Hash? hash)
    {
        hash = null;
        if (text.Split('$') is not ["", "argon2id", "v=19", var costs, var salt, var tag]
            || CostOf(costs) is not { } cost
            || Octets(salt) is not { Length: >= 8 } salted
            || Octets(tag) is not { Length: >= 16 } tagged)
        {
            return false;
        }

        hash = new Argon2Hash(cost, salted, tagged);
        return true;
    }

    /// <summary>Is it this password? Compared in constant time.</summary>
    public bool Verify(string password) =>
        CryptographicOperations.FixedTimeEquals(
            Tag(Encoding.UTF8.GetBytes(password), _salt, Cost, _tag.Length), _tag);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"$argon2id$v={Version}$m={Cost.Memory},t={Cost.Passes},p={Cost.Lanes}${Text(_salt)}${Text(_tag)}");

    /// <summary>Argon2id itself.</summary>
    internal static byte[] Tag(
        byte[] password, byte[] salt, Argon2Cost cost, int length, byte[]? secret = null, byte[]? additional = null)
    {
        var generator = new Argon2BytesGenerator();
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.Argon2id)
            .WithVersion(Argon2Parameters.Version13)
            .WithIterations(cost.Passes)
            .WithMemoryAsKB(cost.Memory)
            .WithParallelism(cost.Lanes)
            .WithSalt(salt);
        if (secret is not null)
        {
            parameters = parameters.WithSecret(secret);
        }

        if (additional is not null)
        {
            parameters = parameters.WithAdditional(additional);
        }

        generator.Init(parameters.Build());
        var tag = new byte[length];
        generator.GenerateBytes(password, tag);
        return tag;
    }

    private static Argon2Cost? CostOf(string text) =>
        text.Split(',') is [var memory, var passes, var lanes]
        && Number(memory, "m=", MostMemory) is { } m
        && Number(passes, "t=", MostPasses) is { } t
        && Number(lanes, "p=", MostLanes) is { } p
        && m >= 8 * p
            ? new Argon2Cost(t, m, p)
            : null;

    // A hash that was tampered with must not take the machine's memory when it is checked.
    private static int? Number(string text, string name, int most) =>
        text.StartsWith(name, StringComparison.Ordinal)
        && int.TryParse(text.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 1 && number <= most
            ? number
            : null;

    private static string Text(byte[] octets) => Convert.ToBase64String(octets).TrimEnd('=');

    private static byte[]? Octets(string text)
    {
        var octets = new byte[text.Length];
        var padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, octets, out var written) ? octets[..written] : null;
    }
}
