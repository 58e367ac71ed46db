using System.Diagnostics;
using System.Globalization;
using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary>One silo of the cluster: its program, its folder, its process.</summary>
internal sealed class ChaosSilo(int number, MailProgram program, IReadOnlyDictionary<string, string> settings, int siloPort)
    : IAsyncDisposable
{
    private LongProcess? _process;

    public int Number => number;

    public string Name => NameOf(number);

    /// <summary>Another one runs when the silo is started the next time.</summary>
    public MailProgram Program { get; set; } = program;

    public int SiloPort => siloPort;

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
        await DisposeAsync();
        SetClock(TimeSpan.Zero);
        _process = Program.StartIn(Group, "silo.log", settings, "silo");
        await _process.FirstLineAsync();
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
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync();
        }
    }
}
