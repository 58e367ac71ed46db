namespace OrleansMail.Delivery;

/// <summary>What the feeders of a silo have in hand.</summary>
internal readonly record struct PumpLoad(int Campaigns, int Chunks, int Waiting, int WaitingInDoubt);
