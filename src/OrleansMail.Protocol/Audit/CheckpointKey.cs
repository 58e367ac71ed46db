using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace OrleansMail.Audit;

/// <summary>The Ed25519 key that signs checkpoints (RFC 8032 §5.1).</summary>
public sealed class CheckpointKey
{
    private const string PrivateLabel = "PRIVATE KEY";

    private readonly Ed25519PrivateKeyParameters _key;

    private CheckpointKey(Ed25519PrivateKeyParameters key)
    {
        _key = key;
        var point = key.GeneratePublicKey();
        Id = CheckpointKeys.IdOf(point);
        PublicPem = PemEncoding.WriteString(
            CheckpointKeys.Label, SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(point).GetEncoded()) + "\n";
    }

    /// <summary>Names the public key; 16 hex digits.</summary>
    public string Id { get; }

    /// <summary>The public key for those who verify.</summary>
    public string PublicPem { get; }

    public static CheckpointKey Create() =>
        new(new Ed25519PrivateKeyParameters(RandomNumberGenerator.GetBytes(Ed25519PrivateKeyParameters.KeySize)));

    /// <summary>Reads a private key in PKCS#8 PEM.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static CheckpointKey ImportPem(string pem)
    {
        try
        {
            var fields = PemEncoding.Find(pem);
            return pem[fields.Label] == PrivateLabel
                && PrivateKeyFactory.CreateKey(Convert.FromBase64String(pem[fields.Base64Data]))
                    is Ed25519PrivateKeyParameters key
                ? new CheckpointKey(key)
                : throw new ArgumentException("It is no private key for Ed25519 in PEM.", nameof(pem));
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or FormatException or SecurityUtilityException)
        {
            throw new ArgumentException("It is no private key for Ed25519 in PEM.", nameof(pem), e);
        }
    }

    /// <summary>The private key as PKCS#8 PEM, in the first version of that form: other programs read no later one.</summary>
    public string ExportPem()
    {
        var algorithm = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
        var info = new PrivateKeyInfo(algorithm, new DerOctetString(_key.GetEncoded()));
        return PemEncoding.WriteString(PrivateLabel, info.GetEncoded()) + "\n";
    }

    /// <summary>The checkpoint signed by this key.</summary>
    public AuditCheckpoint Sign(string trail, MerkleFrontier tree, DateTimeOffset at)
    {
        var checkpoint = new AuditCheckpoint(
            trail, tree.Size, Convert.ToHexStringLower(tree.Root), AuditTime.Whole(at), Id, "");
        var octets = checkpoint.Octets();
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, _key);
        signer.BlockUpdate(octets, 0, octets.Length);
        return checkpoint with { Signature = Convert.ToBase64String(signer.GenerateSignature()) };
    }
}
