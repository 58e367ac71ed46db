using OrleansMail.Addresses;
using OrleansMail.Campaigns;
using OrleansMail.Dkim;
using OrleansMail.Domains;
using OrleansMail.Messages;
using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <summary>An approved campaign made ready to send on this silo: template, sender and signer. Thread-safe.</summary>
internal sealed class CampaignImage
{
    private readonly CampaignRelease _release;
    private readonly ContentBinding _binding;
    private readonly Sender _from;
    private readonly DkimSigner _signer;
    private readonly IAddressKey _keys;
    private int _lastSize;

    private CampaignImage(
        CampaignRelease release, ContentBinding binding, Sender from, SigningKey key, IAddressKey keys)
    {
        (_release, _binding, _from, _keys) = (release, binding, from, keys);
        _signer = new DkimSigner(key.Domain, key.Selector, DkimKey.ImportPem(key.Pem));
        ReturnPath = release.Settings.ReturnPath is { } path && Mailbox.TryParse(path, out var mailbox, out _)
            ? mailbox
            : from.Address;
    }

    public bool IsStream => _release.Settings.IsStream;

    public CampaignRelease Release => _release;

    /// <summary>The envelope sender (RFC 5321 §4.1.1.2), the same at every attempt.</summary>
    public Mailbox ReturnPath { get; }

    /// <summary>The image, or what is wrong with what is stored.</summary>
    public static (CampaignImage? Image, string? Problem) Make(
        CampaignRelease release, byte[] content, SigningKey? key, IAddressKey keys)
    {
        if (ContentTemplate.Compile(content).Template is not { } template
            || template.Bind(["address", .. release.Columns]).Binding is not { } binding)
        {
            return (null, "content");
        }

        if (!Sender.TryParse(release.Settings.From, out var from, out _))
        {
            return (null, "settings");
        }

        return key is null
            ? (null, "DKIM key of the sending domain")
            : (new CampaignImage(release, binding, from, key, keys), null);
    }

    /// <summary>Octets of the message that was made last, as a guess for the next; 0 before the first.</summary>
    public int LastSize => Volatile.Read(ref _lastSize);

    /// <summary>Makes the final octets for one recipient: merged, written and signed; or says why not.</summary>
    public (byte[]? Message, string? Problem) Render(Mail mail, DateTimeOffset now)
    {
        var merged = _binding.Merge([mail.Recipient.Address, .. mail.Recipient.Values]);
        if (merged.Content is not { } content)
        {
            return (null, $"{merged.Errors[0].Field}: {merged.Errors[0].Reason}");
        }

        var message = MessageWriter.Write(content, Headers(mail, mail.Envelope.Recipient, now, content));
        if (WireCheck.Find(message) is { } defect)
        {
            return (null, $"the message would break the rules of the wire: {defect}");
        }

        var signed = _signer.Sign(message, now);
        Volatile.Write(ref _lastSize, signed.Length);
        return (signed, null);
    }

    private MessageHeaders Headers(Mail mail, Mailbox to, DateTimeOffset now, MergedContent content)
    {
        var settings = _release.Settings;
        var token = _keys.Token(_release.Campaign, mail.Row);
        return new MessageHeaders(
            _from,
            to,
            ToName: null,
            MessageIds.Of(_keys, _release.Campaign, mail.Row, _from.Address.Domain),
            now,
            settings.UnsubscribeUrl?.Replace("{token}", token, StringComparison.Ordinal) ?? content.UnsubscribeUrl,
            settings.UnsubscribeMailto is { } mailto ? $"{mailto}?subject=unsubscribe%20{token}" : content.UnsubscribeMailto,
            FeedbackId: null);
    }
}
