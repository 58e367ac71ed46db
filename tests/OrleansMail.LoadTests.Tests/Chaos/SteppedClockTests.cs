using System.Globalization;

namespace OrleansMail.Chaos;

public sealed class SteppedClockTests
{
    [Fact]
    public async Task A_process_sees_another_hour_and_time_passes_for_it_as_before()
    {
        using var folder = new TemporaryFolder();
        var library = await SteppedClock.CompileAsync(folder.Path);
        var real = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        SteppedClock.Set(folder.Path, TimeSpan.FromHours(-1));
        var behind = await SecondsAsync(library, folder.Path);
        SteppedClock.Set(folder.Path, TimeSpan.FromHours(1));
        var ahead = await SecondsAsync(library, folder.Path);

        Assert.InRange(behind - real, -3600, -3600 + 60);
        Assert.InRange(ahead - real, 3600, 3600 + 60);
    }

    private static async Task<long> SecondsAsync(string library, string folder)
    {
        var date = await Programs.Run(
            TimeSpan.FromMinutes(1), "date", ["+%s"], SteppedClock.Environment(library, folder));
        return long.Parse(date.Succeeded().Output, CultureInfo.InvariantCulture);
    }
}
