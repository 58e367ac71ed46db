namespace OrleansMail.People;

/// <summary>Where people have to call from for a role of theirs to count.</summary>
/// <param name="Role">A constant of <see cref="People.Role"/>.</param>
/// <param name="Addresses">Ranges in CIDR form; none for anywhere.</param>
[GenerateSerializer, Immutable, Alias("mail.RoleAddresses")]
public sealed record RoleAddresses([property: Id(0)] string Role, [property: Id(1)] string[] Addresses);
