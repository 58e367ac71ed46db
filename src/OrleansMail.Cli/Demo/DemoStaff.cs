using OrleansMail.Campaigns;
using OrleansMail.People;

namespace OrleansMail.Demo;

/// <summary>The three who bring a mailing on its way, none of whom can do it alone, and one who looks at what they did.</summary>
internal sealed record DemoStaff(DemoPerson Author, DemoPerson Approver, DemoPerson Operator, DemoPerson Auditor)
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
        var (auditor, fourth) = await people.InviteAsync(
            administrator, DemoFacts.Auditor, Grant.Everywhere, Role.Auditor);
        return author is null || approver is null || operating is null || auditor is null
            ? (null, first ?? second ?? third ?? fourth)
            : (new DemoStaff(author, approver, operating, auditor), null);
    }
}
