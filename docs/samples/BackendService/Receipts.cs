using Microsoft.Extensions.Options;
using OrleansMail.Streams;

namespace BackendService;

/// <summary>Sends a receipt for an order: one transactional message, exactly once for each order.</summary>
public sealed class Receipts(IGrainFactory grains, IOptions<MailOptions> options, Repeating repeating)
{
    /// <summary>When the answer has no refusal, the message is durable and will be sent.</summary>
    public Task<StreamReceipt> SendAsync(string to, string name, string order, CancellationToken cancellation)
    {
        // The key comes from what the message is about, not from this attempt: also a crashed and restarted service,
        // or a message queue that delivers twice, sends one receipt for the order.
        var message = new StreamMessage(
            to,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = name, ["order"] = order },
            IdempotencyKey: $"receipt-{order}");
        var stream = grains.GetGrain<IStreamGrain>(options.Value.Stream);
        return repeating.UntilAnsweredAsync(() => stream.SendAsync(message), cancellation);
    }
}
