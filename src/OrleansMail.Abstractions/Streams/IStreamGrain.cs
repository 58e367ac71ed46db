using OrleansMail.People;

namespace OrleansMail.Streams;

/// <summary>An endless campaign for transactional mail. Key: <c>domain/name</c>.</summary>
[Alias("mail.IStreamGrain")]
public interface IStreamGrain : IGrainWithStringKey
{
    /// <summary>Accepts one message. When this returns without a refusal, the message is durable.</summary>
    /// <remarks>
    /// Repeatable: the same key with the same body gets the same receipt and is sent once; the same key with another
    /// body is refused. Without a key every call is a new message.
    /// </remarks>
    [Alias("Send"), Needs(Right.CampaignStart, Scope.Campaign, Quiet = true)]
    Task<StreamReceipt> SendAsync(StreamMessage message);
}
