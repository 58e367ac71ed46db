using System.Diagnostics;
using System.Globalization;
using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary>One silo of the cluster: its program, its folder, its process.</summary>
/// <param name="disk">What its data folder is on; null for what everything else is on.</param>
internal sealed class ChaosSilo(
    int number, MailProgram program, IReadOnlyDictionary<string, string> settings, int siloPort, MemoryDisk? disk)
    : IAsyncDisposable
{
    private const string Log = "silo.log";

    private LongProcess? _process;

    public int Number => number;

    public string Name => NameOf(number);

    /// <summary>Another one runs when the silo is started the next time.</summary>
    public MailProgram Program { get; set; } = program;

    public int SiloPort => siloPort;

    public MemoryDisk? Disk => disk;

    public bool HasExited => _process is not { HasExited: false };

    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"silo{number}");

    /// <summary>The address that its mail leaves from.</summary>
    public static string AddressOf(int number) => string.Create(CultureInfo.InvariantCulture, $"127.0.1.{number}");

    /// <summary>The address by which it reaches PostgreSQL, and nobody else does.</summary>
    public static string DatabaseOf(int number) => string.Create(CultureInfo.InvariantCulture, $"127.0.2.{number}");

    /// <summary>The group that its process runs in, and no other.</summary>
    public int Group => 61_000 + number;

    /// <summary>Starts it, and waits until it takes calls.</summary>
    public async Task StartAsync()
    {
        await EndAsync();
        SetClock(TimeSpan.Zero);
        _process = Program.StartIn(Group, Log, settings, "silo");
        await _process.FirstLineAsync();
    }

    /// <summary>Is it started? If it is not, it has to have said why.</summary>
    public async Task<bool> TryStartAsync(string reason)
    {
        try
        {
            await StartAsync();
            return true;
        }
        catch (TrialException)
        {
            await EndAsync();
        }

        var last = File.ReadLines(Path.Combine(Program.Folder, Log)).Last();
        return last.Contains(reason, StringComparison.Ordinal)
            ? false
            : throw new TrialException($"{Name} did not start, and should have said that something {reason}; it said: {last}");
    }

    /// <summary>Sets the clock of its machine, as far as it can see; how fast time passes does not change.</summary>
    public void SetClock(TimeSpan ahead) => SteppedClock.Set(Program.Folder, ahead);

    public Task KillAsync() => _process!.KillAsync();

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        if (disk is not null)
        {
            await disk.DisposeAsync();
        }
    }

    private async Task EndAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync();
        }
    }
}
