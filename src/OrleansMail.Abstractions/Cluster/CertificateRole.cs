using System.Security.Cryptography.X509Certificates;

namespace OrleansMail.Cluster;

/// <summary>What a certificate of the cluster is for: the organisational unit (OU) of its subject.</summary>
public static class CertificateRole
{
    /// <summary>A silo: it speaks to silos, and clients speak to it.</summary>
    public const string Silo = "silo";

    /// <summary>A program that connects to the gateway of a silo, and to nothing else.</summary>
    public const string Client = "client";

    private const string OrganizationalUnit = "2.5.4.11";

    /// <summary>The role; null if the certificate has none, or several.</summary>
    public static string? Of(X509Certificate2 certificate)
    {
        var units = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(static part => !part.HasMultipleElements && part.GetSingleElementType().Value == OrganizationalUnit)
            .Select(static part => part.GetSingleElementValue())
            .ToArray();
        return units is [Silo or Client] ? units[0] : null;
    }
}
