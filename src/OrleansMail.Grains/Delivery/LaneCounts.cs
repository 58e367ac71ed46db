namespace OrleansMail.Delivery;

/// <summary>The lanes of a silo: all, those that are shut, and those of the others whose sites are in doubt.</summary>
internal readonly record struct LaneCounts(int All, int Shut, int Doubtful);
