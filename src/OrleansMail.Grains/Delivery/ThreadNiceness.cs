using System.Runtime.InteropServices;

namespace OrleansMail.Delivery;

/// <summary>Lets everything else on the machine go before the calling thread.</summary>
/// <remarks>
/// <see cref="Thread.Priority"/> does nothing on Linux. There each thread has a nice value of its own, against POSIX,
/// and may always make itself nicer (setpriority(2)). On other systems nothing happens.
/// </remarks>
internal static partial class ThreadNiceness
{
    // A third of the share of the others, who want little: grain turns, sockets, the disk, an operator's command.
    private const int Nice = 5;
    private const int CallingThread = 0;

    public static void StepBack()
    {
        if (OperatingSystem.IsLinux())
        {
            // Without it all is well but for some waits, so a refusal is no matter.
            _ = SetPriority(CallingThread, 0, Nice);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int nice);
}
