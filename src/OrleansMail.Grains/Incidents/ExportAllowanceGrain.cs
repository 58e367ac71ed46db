using OrleansMail.People;

namespace OrleansMail.Incidents;

/// <summary>Adds up what one caller has exported alone, over all campaigns.</summary>
[GrainType("export-allowance")]
internal sealed class ExportAllowanceGrain(
    [PersistentState("export-allowance")] IPersistentState<ExportAllowanceState> stored,
    TimeProvider clock) : Grain, IExportAllowanceGrain
{
    // As long as a request is open at most, so that what is counted and what can still be read are the same.
    private static readonly TimeSpan Period = TimeSpan.FromDays(1);

    /// <summary>The same person in other letters has no second allowance.</summary>
    public static string KeyOf(Caller caller) => $"{caller.Kind}/{caller.Name.Trim().ToLowerInvariant()}";

    public async Task<bool> TakeAsync(string campaign, Guid request, long rows, long most)
    {
        var now = clock.GetUtcNow();
        var others = stored.State.Taken
            .Where(taken => taken.At > now - Period && (taken.Request != request || taken.Campaign != campaign)).ToList();
        if (others.Sum(taken => taken.Rows) + rows > most)
        {
            return false;
        }

        // What is in memory is changed only when it is stored: after a failed write the sum would else be a wrong one.
        var before = stored.State;
        stored.State = new ExportAllowanceState { Taken = [.. others, new TakenExport(campaign, request, now, rows)] };
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = before;
            DeactivateOnIdle();
            throw;
        }

        return true;
    }
}
