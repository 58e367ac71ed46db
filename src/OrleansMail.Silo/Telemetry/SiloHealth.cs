using Microsoft.Extensions.Hosting;
using OrleansMail.Delivery;
using OrleansMail.Reports;

namespace OrleansMail.Telemetry;

/// <summary>Can this silo be given work? Every reason against it, in words without names.</summary>
internal sealed class SiloHealth(
    ISiloStatusOracle silo,
    IDirectory storage,
    IDeliveryWatch delivery,
    IHostApplicationLifetime lifetime,
    TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(10);

    public async Task<IReadOnlyList<string>> ProblemsAsync()
    {
        var problems = new List<string>();
        if (delivery.IsDraining || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            problems.Add("draining: the silo is being taken out of work");
        }

        if (silo.CurrentStatus != SiloStatus.Active)
        {
            problems.Add($"silo: it is {silo.CurrentStatus}, not Active");
        }
        else if (await StorageAsync() is { } problem)
        {
            problems.Add(problem);
        }

        if (delivery.SinceLook is not { } age || age > LongestLook)
        {
            problems.Add("delivery: the worker has not looked for work in the last 10 seconds");
        }

        return problems;
    }

    private async Task<string?> StorageAsync()
    {
        try
        {
            // On a thread of its own: a store may read before it gives its task.
            await Task.Run(() => storage.ListAsync(DirectoryKind.Campaign, runningOnly: true)).WaitAsync(Patience, clock);
            return null;
        }
        catch (TimeoutException)
        {
            return "storage: no answer within 2 seconds";
        }
#pragma warning disable CA1031 // Whatever it is, storage is not of use; the exception may quote what it holds.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return $"storage: {failure.GetType().Name}";
        }
    }
}
