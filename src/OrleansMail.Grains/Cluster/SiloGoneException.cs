namespace OrleansMail.Cluster;

/// <summary>A silo was spoken to that has left the cluster.</summary>
[GenerateSerializer, Alias("mail.SiloGoneException")]
public sealed class SiloGoneException(string message) : OrleansException(message);
