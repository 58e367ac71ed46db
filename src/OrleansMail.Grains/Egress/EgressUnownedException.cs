namespace OrleansMail.Egress;

/// <summary>A lane was asked for whose egress address no silo has, or several claim.</summary>
[GenerateSerializer, Alias("mail.EgressUnownedException")]
public sealed class EgressUnownedException(string message) : OrleansException(message);
