namespace OrleansMail.Cluster;

/// <summary>The three files in PEM that a member or a client of a cluster shows who it is with.</summary>
/// <param name="Certificate">Its certificate; the organisational unit in its subject is its role.</param>
/// <param name="Key">The key of the certificate, readable by its owner alone.</param>
/// <param name="Authority">Whom all certificates of the cluster are signed by.</param>
public sealed record CertificateFiles(string Certificate, string Key, string Authority);
