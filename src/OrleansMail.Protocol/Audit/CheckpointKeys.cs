using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace OrleansMail.Audit;

/// <summary>The public keys that checkpoints are verified with: one PEM for each key there has been.</summary>
public sealed class CheckpointKeys
{
    internal const string Label = "PUBLIC KEY";

    private const int IdLength = 8;

    private readonly Dictionary<string, Ed25519PublicKeyParameters> _keys = new(StringComparer.Ordinal);

    private CheckpointKeys()
    {
    }

    /// <summary>Reads one or more public keys in PEM.</summary>
    public static bool TryParse(
        string pem, [NotNullWhen(true)] out CheckpointKeys? keys, [NotNullWhen(false)] out string? reason)
    {
        keys = new CheckpointKeys();
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            if (!rest[fields.Label].SequenceEqual(Label) || Read(rest[fields.Base64Data]) is not { } key)
            {
                break;
            }

            keys._keys[IdOf(key)] = key;
            rest = rest[fields.Location.End..];
        }

        reason = keys._keys.Count == 0 || !rest.IsWhiteSpace() ? "it is no Ed25519 public key in PEM" : null;
        keys = reason is null ? keys : null;
        return reason is null;
    }

    /// <summary>Is it signed by one of the keys?</summary>
    public bool Holds(AuditCheckpoint checkpoint)
    {
        var signature = new byte[Ed25519PublicKeyParameters.KeySize * 2];
        if (!_keys.TryGetValue(checkpoint.KeyId, out var key)
            || !Convert.TryFromBase64String(checkpoint.Signature, signature, out var length)
            || length != signature.Length)
        {
            return false;
        }

        var octets = checkpoint.Octets();
        var verifier = new Ed25519Signer();
        verifier.Init(forSigning: false, key);
        verifier.BlockUpdate(octets, 0, octets.Length);
        return verifier.VerifySignature(signature);
    }

    /// <summary>The first half of a SHA-256 would do; a quarter names a key among a handful.</summary>
    internal static string IdOf(Ed25519PublicKeyParameters key) =>
        Convert.ToHexStringLower(SHA256.HashData(key.GetEncoded()).AsSpan(0, IdLength));

    private static Ed25519PublicKeyParameters? Read(ReadOnlySpan<char> base64)
    {
        try
        {
            return PublicKeyFactory.CreateKey(Convert.FromBase64String(base64.ToString())) as Ed25519PublicKeyParameters;
        }
        catch (Exception e) when (e is IOException or ArgumentException or FormatException or SecurityUtilityException
            or InvalidOperationException)
        {
            return null;
        }
    }
}
