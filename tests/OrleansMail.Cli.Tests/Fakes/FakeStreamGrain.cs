using OrleansMail.Campaigns;
using OrleansMail.Streams;

namespace OrleansMail.Fakes;

/// <summary>A stream that answers with what it was told, and refuses a message without values.</summary>
internal sealed class FakeStreamGrain : Grain, IStreamGrain
{
    public Task<StreamReceipt> SendAsync(StreamMessage message)
    {
        var refusal = message.Values.Count == 0 ? new Refusal("values", "name is missing", "values") : null;
        var id = string.Join('|', message.Values.Select(value => $"{value.Key}={value.Value}"));
        return Task.FromResult(new StreamReceipt(
            refusal, $"{message.To}|{message.IdempotencyKey}|{id}", 5, DateTimeOffset.UnixEpoch));
    }
}
