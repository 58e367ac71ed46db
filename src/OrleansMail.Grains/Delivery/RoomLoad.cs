namespace OrleansMail.Delivery;

/// <summary>How full a <see cref="SessionRoom"/> is.</summary>
/// <param name="Open">Sessions that have a place, in whatever state.</param>
/// <param name="Starting">Those of them that have not yet been let in.</param>
/// <param name="Idle">Those of them that have nothing to do.</param>
/// <param name="Aside">Sessions that have no place any more, as their hosts are silent.</param>
/// <param name="First">Lanes without a session that wait for a place.</param>
/// <param name="Doubtful">The same, of sites in doubt.</param>
/// <param name="Further">Lanes that wait for one more.</param>
internal readonly record struct RoomLoad(
    int Open, int Starting, int Idle, int Aside, int First, int Doubtful, int Further);
