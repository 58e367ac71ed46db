namespace OrleansMail.People;

/// <summary>From when on a right to approve counts: others get the time to see that somebody has it.</summary>
internal sealed partial class UserGrain
{
    private static bool Approves(Granted granted) =>
        granted.Wish.Rights().Contains(Right.CampaignApprove, StringComparer.Ordinal);

    // For the audit trail.
    private static string Waits(Granted granted) => !Approves(granted)
        ? ""
        : granted.ApproveFrom > granted.At
            ? $", {Right.CampaignApprove} from {granted.ApproveFrom:u}"
            : $", {Right.CampaignApprove} at once";

    private static string Waits(List<Granted> grants, DateTimeOffset now) => string.Concat(grants
        .Where(granted => Approves(granted) && granted.ApproveFrom > now)
        .Select(granted => $"; {granted.Wish}{Waits(granted)}"));

    private async Task<DateTimeOffset> ApproveFromAsync(DateTimeOffset now) =>
        await People.IsNewAsync() ? now : now + parts.Options.ApproveGrantDelay;

    /// <summary>
    /// The rights as they are with a first second factor. Whoever adds that may be somebody else than everybody believes: who took
    /// an old invitation, or one to an account whose factor was dropped.
    /// </summary>
    private async Task<List<Granted>> WithFirstFactorAsync(DateTimeOffset now)
    {
        var grants = stored.State.Grants;
        if (!grants.Exists(Approves))
        {
            return grants;
        }

        var from = await ApproveFromAsync(now);
        return grants.ConvertAll(granted =>
            Approves(granted) && granted.ApproveFrom < from ? granted with { ApproveFrom = from } : granted);
    }
}
