namespace OrleansMail.Campaigns;

/// <summary>What an approval is bound to. All hashes are SHA-256 in lower-case hex.</summary>
/// <param name="Whole">Over the others: the hash that the approver names.</param>
/// <param name="Content">Over the octets of the template.</param>
/// <param name="Audience">Over columns and every stored chunk; for a stream over the columns alone.</param>
/// <param name="Settings">Over every setting.</param>
[GenerateSerializer, Immutable, Alias("mail.ApprovalHash")]
public sealed record ApprovalHash(
    [property: Id(0)] string Whole,
    [property: Id(1)] string Content,
    [property: Id(2)] string Audience,
    [property: Id(3)] string Settings)
{
    /// <summary>Over the guard's report, the accepted warnings and how many must approve.</summary>
    [Id(4)]
    public string Agreement { get; init; } = "";

    /// <summary>The parts that differ, in words; empty if the two are the same.</summary>
    public string DifferenceTo(ApprovalHash other)
    {
        string?[] parts =
        [
            Content == other.Content ? null : "content",
            Audience == other.Audience ? null : "audience",
            Settings == other.Settings ? null : "settings",
            Agreement == other.Agreement ? null : "agreement",
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }
}
