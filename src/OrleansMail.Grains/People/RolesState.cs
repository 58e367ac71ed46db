namespace OrleansMail.People;

/// <summary>What is remembered about roles.</summary>
[GenerateSerializer, Alias("mail.RolesState")]
public sealed class RolesState
{
    /// <summary>The ranges that a role counts from, by its name; a role that counts anywhere is not there.</summary>
    [Id(0)]
    public Dictionary<string, string[]> Addresses { get; set; } = [];
}
