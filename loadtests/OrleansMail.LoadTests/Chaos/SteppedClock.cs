using System.Globalization;
using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary>
/// A clock of the day that can be set while a process runs, by Debian's libfaketime; timers and the monotonic clock stay as
/// they are, as on a machine whose clock is set.
/// </summary>
internal static class SteppedClock
{
    private const string File = "clock";

    /// <summary>What a process has in its environment to see the clock of its folder.</summary>
    public static async Task<Dictionary<string, string>> EnvironmentAsync(string folder)
    {
        await DebianPackages.Need("libfaketime");
        var library = Directory.GetFiles("/usr/lib", "libfaketimeMT.so.1", SearchOption.AllDirectories).FirstOrDefault()
            ?? throw new TrialException("Debian's package libfaketime has no libfaketimeMT.so.1.");
        return new(StringComparer.Ordinal)
        {
            ["LD_PRELOAD"] = library,
            ["FAKETIME_TIMESTAMP_FILE"] = Path.Combine(folder, File),
            ["FAKETIME_CACHE_DURATION"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["NO_FAKE_STAT"] = "1",
        };
    }

    /// <summary>The processes see it within a second.</summary>
    public static void Set(string folder, TimeSpan ahead)
    {
        // Moved into place: a file that is half written would be read as no change at all.
        var next = Path.Combine(folder, File + ".next");
        System.IO.File.WriteAllText(next, string.Create(CultureInfo.InvariantCulture, $"{ahead.TotalSeconds:+0;-0;+0}\n"));
        System.IO.File.Move(next, Path.Combine(folder, File), overwrite: true);
    }
}
