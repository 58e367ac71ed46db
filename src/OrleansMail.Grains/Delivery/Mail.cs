using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <summary>One recipient on its way: what a lane queues and a session sends.</summary>
/// <param name="Attempt">1 for the first attempt.</param>
/// <param name="FirstAt">When the first attempt started, or is about to.</param>
internal sealed record Mail(
    ICampaignRun Run, ChunkWork Chunk, long Row, AudienceRow Recipient, int Attempt, DateTimeOffset FirstAt)
{
    /// <summary>Nothing happened: the recipient waits in its chunk until <paramref name="due"/>.</summary>
    public void Return(DateTimeOffset due) => Chunk.Settle(due);
}
