namespace OrleansMail.Campaigns;

/// <summary>The answer to a change of the rules: refused, or what they are now.</summary>
[GenerateSerializer, Immutable, Alias("mail.RulesAnswer")]
public sealed record RulesAnswer([property: Id(0)] Refusal? Refusal, [property: Id(1)] DomainRules Rules) : IAnswer;
