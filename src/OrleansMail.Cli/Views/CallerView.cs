using OrleansMail.People;

namespace OrleansMail.Views;

/// <summary>Who calls, as JSON.</summary>
/// <param name="Away">Roles that do not count where the call comes from.</param>
internal sealed record CallerView(
    string Name,
    string Kind,
    string From,
    string Needs,
    DateTimeOffset? SecondFactorAt,
    DateTimeOffset? EndsAt,
    string[] Rights,
    LaterView[] Later,
    string[] Away)
{
    public static CallerView Of(CallerFacts facts) => new(
        facts.Name,
        facts.Kind.ToString(),
        facts.From,
        SignedInView.Word(facts.Needs),
        facts.SecondFactorAt,
        facts.EndsAt,
        Array.ConvertAll(facts.Grants, grant => new Wish(grant.Right, grant.Domain).ToString()),
        Array.ConvertAll(facts.Later, LaterView.Of),
        Array.ConvertAll(facts.Away, wish => wish.ToString()));
}
