using OrleansMail.People;

namespace OrleansMail.Views;

/// <summary>A session that was begun or renewed; its token stays in the caller's own folder.</summary>
internal sealed record SignedInView(string User, string Needs, DateTimeOffset EndsAt)
{
    public static SignedInView Of(string user, SessionAnswer answer) => new(user, Word(answer.Needs), answer.EndsAt);

    public static string Word(SessionNeeds needs) => needs switch
    {
        SessionNeeds.Nothing => "nothing",
        SessionNeeds.Factor => "factor",
        SessionNeeds.NewPassword => "new-password",
    };
}
