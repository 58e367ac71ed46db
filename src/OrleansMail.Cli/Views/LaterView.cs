using OrleansMail.People;

namespace OrleansMail.Views;

/// <summary>A right that does not count yet, as JSON.</summary>
internal sealed record LaterView(string Right, DateTimeOffset From)
{
    public static LaterView Of(Granted granted) =>
        new(new Wish(People.Right.CampaignApprove, granted.Wish.Domain).ToString(), granted.ApproveFrom);
}
