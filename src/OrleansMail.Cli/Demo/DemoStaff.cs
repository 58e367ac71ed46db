using OrleansMail.Campaigns;
using OrleansMail.People;

namespace OrleansMail.Demo;

/// <summary>The three who bring a mailing on its way; none of them can do it alone.</summary>
internal sealed record DemoStaff(DemoPerson Author, DemoPerson Approver, DemoPerson Operator)
{
    /// <summary>Makes them all, or says why one could not be made.</summary>
    public static async Task<(DemoStaff? Staff, Refusal? Refusal)> GatherAsync(DemoPeople people)
    {
        var (administrator, refusal) = await people.FoundAsync(DemoFacts.Administrator);
        if (administrator is null)
        {
            return (null, refusal);
        }

        var (author, first) = await people.InviteAsync(
            administrator, DemoFacts.Author, DemoFacts.Domain, Role.Author);
        var (approver, second) = await people.InviteAsync(
            administrator, DemoFacts.Approver, DemoFacts.Domain, Role.Approver);
        var (operating, third) = await people.InviteAsync(
            administrator, DemoFacts.Operator, Grant.Everywhere, Role.Operator);
        return author is null || approver is null || operating is null
            ? (null, first ?? second ?? third)
            : (new DemoStaff(author, approver, operating), null);
    }
}
