namespace OrleansMail.Guard;

/// <summary>What was found in an attachment.</summary>
/// <param name="Name">File name, empty for none.</param>
/// <param name="Traits">What an approver should know.</param>
/// <param name="Addresses">E-mail addresses in its text, as hashes; see <c>Identifier</c>.</param>
public sealed record AttachmentFacts(string Name, AttachmentTraits Traits, IReadOnlyList<ulong> Addresses)
{
    /// <summary>SHA-256 of its octets, lower-case hex.</summary>
    public string ContentHash { get; init; } = "";
}
