namespace OrleansMail.People;

/// <summary>One right for one sending domain, or for all of them.</summary>
/// <param name="Right">A constant of <see cref="People.Right"/>.</param>
/// <param name="Domain">The sending domain in A-labels, or <see cref="Everywhere"/>.</param>
[GenerateSerializer, Immutable, Alias("mail.Grant")]
public sealed record Grant([property: Id(0)] string Right, [property: Id(1)] string Domain)
{
    /// <summary>For all sending domains, and for what belongs to none.</summary>
    public const string Everywhere = "*";

    /// <summary>Does it allow that right for that domain?</summary>
    public bool Covers(string right, string domain) =>
        Right == right && (Domain == Everywhere || Domain == domain);
}
