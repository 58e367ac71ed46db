using System.Buffers.Binary;
using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary>
/// A clock of the day that can be set while a process runs, by a small library that is compiled when it is needed and loaded before
/// the C library. Timers and the monotonic clock stay as they are, as on a machine whose clock is set.
/// </summary>
/// <remarks>Debian's libfaketime breaks waits on the monotonic clock, so that it cannot stand for such a machine.</remarks>
internal static class SteppedClock
{
    private const string Name = "stepped-clock";

    /// <summary>Compiles the library into a folder.</summary>
    /// <returns>Its path.</returns>
    public static async Task<string> CompileAsync(string folder)
    {
        await DebianPackages.Need("gcc", "libc6-dev");
        var library = Path.Combine(folder, $"{Name}.so");
        var source = Path.Combine(AppContext.BaseDirectory, $"{Name}.c");
        var (exitCode, _, errors) = await Tool.RunAsync(
            "gcc", "gcc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], CancellationToken.None);
        return exitCode == 0 ? library : throw new TrialException($"The library for clocks cannot be compiled: {errors}");
    }

    /// <summary>What a process has in its environment to see the clock of its folder.</summary>
    public static Dictionary<string, string> Environment(string library, string folder) => new(StringComparer.Ordinal)
    {
        ["LD_PRELOAD"] = library,
        ["STEPPED_CLOCK"] = PathIn(folder),
    };

    /// <summary>Processes of the folder see it at once; those that are to start need the file to be there.</summary>
    public static void Set(string folder, TimeSpan ahead)
    {
        var octets = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(octets, (long)ahead.TotalSeconds);

        // Written over and never made anew: it is mapped.
        using var file = new FileStream(PathIn(folder), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        file.Write(octets);
    }

    private static string PathIn(string folder) => Path.Combine(folder, "clock");
}
