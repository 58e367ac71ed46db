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
    private readonly MessageComposer _composer;
    private readonly Sender _from;
    private readonly IAddressKey _keys;
    private int _lastSize;

    private CampaignImage(
        CampaignRelease release, MessageComposer composer, Sender from, SigningKey key, IAddressKey keys)
    {
        (_release, _composer, _from, _keys) = (release, composer, from, keys);
        Key = DkimKey.ImportPem(key.Pem);
        Signer = new DkimSigner(key.Domain, key.Selector, Key);
        Selector = key.Selector;
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
            : (new CampaignImage(release, new MessageComposer(binding, from), from, key, keys), null);
    }

    /// <summary>The selector of the key that signs.</summary>
    public string Selector { get; }

    /// <summary>The same campaign with another key; this one if it is the same key.</summary>
    public CampaignImage SignedBy(SigningKey key) => key.Selector == Selector
        ? this
        : new CampaignImage(_release, _composer, _from, key, _keys) { _lastSize = LastSize };

    /// <summary>What puts a signature into a message.</summary>
    public DkimSigner Signer { get; }

    /// <summary>What the signature is made with.</summary>
    public DkimKey Key { get; }

    /// <summary>Octets of the message that was made last, as a guess for the next; 0 before the first.</summary>
    public int LastSize => Volatile.Read(ref _lastSize);

    /// <summary>Writes the message for one recipient, unsigned; null, or why it cannot be made.</summary>
    public string? Compose(Mail mail, DateTimeOffset now, MessageBuffer into)
    {
        var error = _composer.Compose([mail.Recipient.Address, .. mail.Recipient.Values], Facts(mail, now), into);
        Volatile.Write(ref _lastSize, into.Length);
        return error is null ? null : $"{error.Field}: {error.Reason}";
    }

    private MessageFacts Facts(Mail mail, DateTimeOffset now)
    {
        var settings = _release.Settings;
        var token = _keys.Token(_release.Campaign, mail.Row);
        return new MessageFacts(
            mail.Envelope.Recipient,
            MessageIds.Of(token, mail.Row, _from.Address.Domain),
            now,
            settings.UnsubscribeUrl?.Replace("{token}", token, StringComparison.Ordinal),
            settings.UnsubscribeMailto is { } mailto ? $"{mailto}?subject=unsubscribe%20{token}" : null);
    }
}
