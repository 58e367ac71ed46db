using System.Globalization;
using System.Runtime.InteropServices;

namespace OrleansMail.Measures;

/// <summary>The machine that a figure was measured on.</summary>
internal sealed record Machine(string Cpu, int Cores, double MemoryGigabytes, string Kernel, string Runtime)
{
    private const double KilobytesOfGigabyte = 1024 * 1024;

    public static Machine Read()
    {
        var cpu = File.ReadLines("/proc/cpuinfo").FirstOrDefault(
            line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
        var memory = ProcFile.Number(File.ReadAllText("/proc/meminfo"), "MemTotal:");
        return new Machine(
            cpu ?? RuntimeInformation.ProcessArchitecture.ToString(),
            Environment.ProcessorCount,
            memory / KilobytesOfGigabyte,
            $"Linux {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}",
            RuntimeInformation.FrameworkDescription);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Cpu}, {Cores} cores, {MemoryGigabytes:F0} GB, {Kernel}, {Runtime}");
}
