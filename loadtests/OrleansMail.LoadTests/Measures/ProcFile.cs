using System.Globalization;

namespace OrleansMail.Measures;

/// <summary>Texts of proc(5).</summary>
internal static class ProcFile
{
    /// <summary>The unit of the times in <c>/proc/PID/stat</c>: USER_HZ, 100 on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    private const double BytesOfKilobyte = 1024;

    /// <summary>What a process is at now; null if it has ended.</summary>
    /// <param name="at">Seconds on the sampler's clock.</param>
    public static ProcessSample? Read(int pid, double at)
    {
        try
        {
            var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}");
            var (user, system) = Cpu(File.ReadAllText($"{folder}/stat"));
            var status = File.ReadAllText($"{folder}/status");
            return new ProcessSample(
                at,
                user,
                system,
                Number(status, "VmRSS:") * BytesOfKilobyte,
                Number(status, "VmHWM:") * BytesOfKilobyte,
                Number(File.ReadAllText($"{folder}/io"), "write_bytes:"),
                (int)Number(status, "Threads:"),
                Sockets($"{folder}/fd"));
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>User and system seconds, fields 14 and 15; the name in field 2 may hold blanks.</summary>
    public static (double User, double System) Cpu(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Seconds(fields[11]), Seconds(fields[12]));
    }

    /// <summary>User and system seconds of children that have ended and been waited for, fields 16 and 17.</summary>
    public static double Ended(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return Seconds(fields[13]) + Seconds(fields[14]);
    }

    /// <summary>The number behind a name at the start of a line; 0 if there is none.</summary>
    public static double Number(string text, string name)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(name, StringComparison.Ordinal))
            {
                var value = line[name.Length..].Trim();
                var end = value.IndexOf(' ');
                return double.Parse(end < 0 ? value : value[..end], CultureInfo.InvariantCulture);
            }
        }

        return 0;
    }

    private static double Seconds(string ticks) => double.Parse(ticks, CultureInfo.InvariantCulture) / TicksPerSecond;

    private static int Sockets(string folder)
    {
        var count = 0;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
        {
            count += file.LinkTarget is { } target && target.StartsWith("socket:", StringComparison.Ordinal) ? 1 : 0;
        }

        return count;
    }
}
