using System.Globalization;
using OrleansMail.Measures;

namespace OrleansMail.Databases;

/// <summary>The processor time of a PostgreSQL server with all its children, also those that have ended.</summary>
internal static class ServerCost
{
    /// <summary>Seconds so far.</summary>
    /// <param name="data">The server's data folder, whose first line of <c>postmaster.pid</c> is the first process.</param>
    public static double Read(string data)
    {
        var first = File.ReadLines(Path.Combine(data, "postmaster.pid")).First().Trim();
        return Directory.GetDirectories("/proc")
            .Select(folder => Stat(folder))
            .OfType<string>()
            .Sum(stat => Of(stat, first));
    }

    /// <summary>Of one line of proc(5) stat: its own time if it is the server or a child; of the server its ended children's too.</summary>
    public static double Of(string stat, string first)
    {
        var (user, system) = ProcFile.Cpu(stat);
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var isFirst = stat.StartsWith(first + " ", StringComparison.Ordinal);
        var ended = isFirst ? ProcFile.Ended(stat) : 0;
        return isFirst || fields[1] == first ? user + system + ended : 0;
    }

    private static string? Stat(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return null;
        }

        try
        {
            return File.ReadAllText(Path.Combine(folder, "stat"));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
