namespace OrleansMail.People;

/// <summary>A right or a role that somebody is to have.</summary>
/// <param name="What">A constant of <see cref="Right"/> or of <see cref="Role"/>.</param>
/// <param name="Domain">A sending domain in A-labels, or <see cref="Grant.Everywhere"/>.</param>
[GenerateSerializer, Immutable, Alias("mail.Wish")]
public sealed record Wish([property: Id(0)] string What, [property: Id(1)] string Domain)
{
    /// <summary>The rights it stands for; none if there is neither a right nor a role of that name.</summary>
    public IReadOnlyList<string> Rights() =>
        Role.RightsOf(What) ?? (Right.All.Contains(What, StringComparer.Ordinal) ? [What] : []);

    public override string ToString() => $"{What}@{(Domain == Grant.Everywhere ? "everywhere" : Domain)}";
}
