using System.Globalization;

namespace OrleansMail.Kill;

/// <summary>Prints a kill trial.</summary>
internal static class KillTable
{
    /// <param name="unknown">Recipients found in doubt before the first kill, after the first, after the second …</param>
    public static void Print(
        TextWriter output, IReadOnlyList<KillMoment> moments, int[] unknown, KillVerdict verdict)
    {
        output.WriteLine("moment  progress  unknown  restart");
        for (var index = 0; index < moments.Count; index++)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{index + 1,6}  {moments[index].Progress * 100,6:0.0} %  {unknown[index + 1],7}  "
                + $"{moments[index].Restart.TotalSeconds,5:0.0} s"));
        }

        foreach (var breach in verdict.Breaches)
        {
            output.WriteLine($"BREACH: {breach}");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"kill: {moments.Count} moments, {verdict.Lost} lost, {verdict.Twice} twice, {verdict.Unknown} unknown"));
    }
}
