using OrleansMail.People;

namespace OrleansMail.Views;

/// <summary>A granted right or role as JSON.</summary>
/// <param name="ApproveFrom">From when on a campaign.approve in it counts.</param>
internal sealed record GrantView(string What, string Domain, string By, DateTimeOffset At, DateTimeOffset ApproveFrom)
{
    public static GrantView Of(Granted granted) =>
        new(granted.Wish.What, granted.Wish.Domain, granted.By, granted.At, granted.ApproveFrom);
}
