using System.Security.Cryptography;
using System.Text;
using Orleans.Concurrency;
using OrleansMail.Addresses;
using OrleansMail.Campaigns;
using OrleansMail.Delivery;
using OrleansMail.Messages;
using OrleansMail.Recipients;

namespace OrleansMail.Streams;

/// <summary>The door of a stream: reads one message, makes it durable, and rings the workers.</summary>
/// <remarks>Reentrant, so that many callers share one commit; the store's key is what makes a repeat harmless.</remarks>
[GrainType("stream"), Reentrant]
internal sealed class StreamGrain(
    CampaignStores stores, IAddressKey keys, IDispatchSignal signal, TimeProvider clock) : Grain, IStreamGrain
{
    private const int LongestKey = 128;

    private CampaignRelease? _release;
    private ContentBinding? _binding;
    private Sender? _from;

    private string Id => this.GetPrimaryKeyString();

    public async Task<StreamReceipt> SendAsync(StreamMessage message)
    {
        if (message.IdempotencyKey is { } key && (key.Length is 0 or > LongestKey || key.Any(char.IsControl)))
        {
            return Refused("key", "An idempotency key has 1 to 128 printable characters.", "key");
        }

        if (!Mailbox.TryParse(message.To, out var to, out var reason))
        {
            return Refused("to", $"To: {reason}", "to");
        }

        if (await OpenAsync() is { } closed)
        {
            return new StreamReceipt(closed, "", 0, default);
        }

        var columns = _release!.Columns;
        if (message.Values.Keys.FirstOrDefault(name => name != "address" && !columns.Contains(name)) is { } unknown)
        {
            return Refused("values", $"The stream has no merge field '{unknown}'.", unknown);
        }

        var values = columns.Select(column => message.Values.GetValueOrDefault(column, "")).ToArray();
        if (_binding!.Merge([to.Address, .. values]).Errors is [var error, ..])
        {
            return Refused("values", $"{error.Field}: {error.Reason}", error.Field);
        }

        var row = new AudienceRow(0, to.Address, keys.KeyOf(to), values);
        var appended = await stores.Audience.AppendAsync(
            _release.Audience, message.IdempotencyKey, BodyHash(row), row, clock.GetUtcNow());
        if (!appended.SameBody)
        {
            return Refused("key", "This idempotency key was used for another message.", "key");
        }

        signal.Ring(Id);
        var messageId = MessageIds.Of(keys.Token(Id, appended.Row), appended.Row, _from!.Address.Domain);
        return new StreamReceipt(null, messageId, appended.Row, appended.AcceptedAt);
    }

    /// <summary>Reads the release anew each time, so that a paused stream stops accepting at once.</summary>
    private async Task<Refusal?> OpenAsync()
    {
        var release = await GrainFactory.GetGrain<ICampaignDispatchGrain>(Id).ReleaseAsync();
        if (release is null || release.Cancelling || !release.Settings.IsStream)
        {
            return new Refusal(
                "state",
                $"The stream '{Id}' is not sending: it has to be approved and started, and neither it nor its domain "
                + "may be paused or stopped; see `campaign status` and `stop list`.",
                "stream");
        }

        if (_release?.Approved != release.Approved)
        {
            var content = await stores.Content.GetAsync(Id) ?? [];
            var bound = ContentTemplate.Compile(content).Template?.Bind(["address", .. release.Columns]);
            if (bound?.Binding is null || !Sender.TryParse(release.Settings.From, out _from, out _))
            {
                return new Refusal("content", $"The content of '{Id}' cannot be read.", "stream");
            }

            _binding = bound.Binding;
        }

        _release = release;
        return null;
    }

    private static byte[] BodyHash(AudienceRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in row.Values.Prepend(row.Address))
        {
            hash.AppendData(BitConverter.GetBytes(part.Length));
            hash.AppendData(Encoding.UTF8.GetBytes(part));
        }

        return hash.GetHashAndReset();
    }

    private static StreamReceipt Refused(string code, string message, string field) =>
        new(new Refusal(code, message, field), "", 0, default);
}
