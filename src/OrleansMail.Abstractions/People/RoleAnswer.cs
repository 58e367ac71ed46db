using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>The answer to a request about a role: refused, or how it stands now.</summary>
/// <param name="Refusal">Null when it was carried out, now or by an earlier call.</param>
[GenerateSerializer, Immutable, Alias("mail.RoleAnswer")]
public sealed record RoleAnswer([property: Id(0)] Refusal? Refusal, [property: Id(1)] RoleAddresses? Role) : IAnswer;
