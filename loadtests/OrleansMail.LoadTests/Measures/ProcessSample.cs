namespace OrleansMail.Measures;

/// <summary>One look at a process.</summary>
/// <param name="At">Seconds on the sampler's clock.</param>
/// <param name="User">CPU seconds so far, in the program.</param>
/// <param name="System">CPU seconds so far, in the kernel.</param>
/// <param name="Resident">Bytes in memory now.</param>
/// <param name="HighWater">Most bytes in memory so far.</param>
/// <param name="Written">Bytes so far that went, or will go, to the disk.</param>
/// <param name="Threads">Threads now.</param>
/// <param name="Sockets">Open sockets now.</param>
internal sealed record ProcessSample(
    double At, double User, double System, double Resident, double HighWater, double Written, int Threads, int Sockets);
