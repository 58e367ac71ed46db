using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary>Breaks a part of the cluster, and mends it.</summary>
internal sealed class Breaker(ChaosCluster cluster, Cut cut, TimeProvider clock)
{
    private const int FillTries = 3;
    private const int DrainTries = 3;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan DrainBound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ClockStep = TimeSpan.FromHours(1);

    public async Task BeginAsync(Fault fault)
    {
        var silo = cluster.Silos[fault.Silo - 1];
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                await silo.KillAsync();
                break;
            case FaultKind.Freeze:
                await silo.SignalAsync("-STOP");
                break;
            case FaultKind.CutSilo:
                await cut.PortAsync(silo.SiloPort);
                break;
            case FaultKind.Partition:
                await FromOthersAsync(silo);
                break;
            case FaultKind.CutDatabase:
                await cut.AddressAsync(ChaosSilo.DatabaseOf(silo.Number));
                break;
            case FaultKind.KillDatabase:
                await cluster.Database.KillAsync();
                break;
            case FaultKind.Drain:
                await DrainAsync(silo);
                break;
            case FaultKind.ClockAhead:
                silo.SetClock(ClockStep);
                break;
            case FaultKind.ClockBack:
                silo.SetClock(-ClockStep);
                break;
            case FaultKind.FullDisk:
                await cluster.Database.FillDiskAsync();
                break;
            case FaultKind.FailOver:
                await cluster.Database.VanishAsync();
                break;
            case FaultKind.FullFolder:
                await FillAsync(silo);
                break;
            case FaultKind.LoseMachine:
                await FromOthersAsync(silo);
                await cut.AddressAsync(ChaosSilo.DatabaseOf(silo.Number));
                await cut.AddressAsync(ChaosSilo.AddressOf(silo.Number));
                break;
        }
    }

    public async Task EndAsync(Fault fault)
    {
        var silo = cluster.Silos[fault.Silo - 1];
        switch (fault.Kind)
        {
            case FaultKind.Freeze:
                await silo.SignalAsync("-CONT");
                break;
            case FaultKind.CutSilo or FaultKind.Partition or FaultKind.CutDatabase:
                await cut.HealAsync();
                break;
            case FaultKind.KillDatabase:
                await cluster.Database.RunAsync();
                break;
            case FaultKind.ClockAhead or FaultKind.ClockBack:
                silo.SetClock(TimeSpan.Zero);
                break;
            case FaultKind.FullDisk:
                await FreeAsync();
                break;
            case FaultKind.FailOver:
                await cluster.FailOverAsync();
                break;
            case FaultKind.FullFolder:
                silo.Disk!.Free();
                break;
            case FaultKind.LoseMachine:
                await silo.KillAsync();
                await cut.HealAsync();
                break;
            case FaultKind.Kill or FaultKind.Drain:
                // The silo is started with all others that have ended.
                break;
        }
    }

    private Task FromOthersAsync(ChaosSilo silo) => cut.GroupAsync(
        silo.Group, silo.SiloPort, cluster.Silos.Where(other => other != silo).Select(other => other.SiloPort));

    private static async Task FillAsync(ChaosSilo silo)
    {
        for (var tries = 0; tries < FillTries; tries++)
        {
            await silo.Disk!.FillAsync();
            await silo.KillAsync();
            if (!await silo.TryStartAsync("is full"))
            {
                return;
            }

            // A start takes away what is out of date, which can be room enough for it.
        }

        throw new TrialException($"{silo.Name} starts although its disk is full.");
    }

    private async Task FreeAsync()
    {
        cluster.Database.FreeDisk();
        if (!await cluster.Database.IsRunningAsync())
        {
            await cluster.Database.RunAsync();
        }
    }

    private async Task DrainAsync(ChaosSilo silo)
    {
        // People are signed in with the folder of the first silo, which may just be ending by itself.
        for (var tries = 1; await cluster.Silos[0].Program.TryAsync("cluster", "drain", silo.Name) is null; tries++)
        {
            if (tries == DrainTries)
            {
                throw new TrialException($"{silo.Name} could not be told to drain.");
            }

            await cluster.ReviveAsync();
        }

        var began = clock.GetTimestamp();
        while (!silo.HasExited && clock.GetElapsedTime(began) < DrainBound)
        {
            await Task.Delay(Look, clock);
        }

        if (!silo.HasExited)
        {
            throw new TrialException($"{silo.Name} was drained and has not ended.");
        }
    }
}
