using OrleansMail.Addresses;

namespace OrleansMail.Campaigns;

/// <summary>Reads the settings of a draft field by field; a refusal names the field and the fix.</summary>
public static class SettingsCheck
{
    private const int MostCanaries = 10_000;
    private static readonly TimeSpan LongestHold = TimeSpan.FromDays(1);

    // The list, and what its people agreed to, are older by as much when the mail leaves; and a slip in the year is found.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(90);
    private static readonly TimeSpan ShortestLife = TimeSpan.FromMinutes(1);

    // RFC 5321 §4.5.4.1: the give-up time needs to be at least 4 to 5 days; nobody reads a campaign after that.
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(5);

    public static Refusal? Find(string campaign, CampaignSettings settings, DateTimeOffset now)
    {
        if (!IsId(campaign, settings.IsStream))
        {
            return new Refusal(
                "id",
                "An id has 1 to 128 of a-z, A-Z, 0-9, and '.', '-', '_' between them; a stream's is DOMAIN/NAME.",
                "id");
        }

        if (!Sender.TryParse(settings.From, out var sender, out var reason))
        {
            return new Refusal("from", $"From: {reason}; write it as \"Name <address>\".", "from");
        }

        if (settings.IsStream && !campaign.StartsWith($"{sender.Address.Domain}/", StringComparison.Ordinal))
        {
            return new Refusal("id", "A stream's id is DOMAIN/NAME with the domain of its From address.", "id");
        }

        if (settings.HoldFor < TimeSpan.Zero || settings.HoldFor > LongestHold)
        {
            return new Refusal("hold", "The undo window is 0 s to 1 day.", "hold");
        }

        if (settings.TimeToLive < ShortestLife || settings.TimeToLive > LongestLife)
        {
            return new Refusal("ttl", "The time to live is 1 minute to 5 days.", "ttl");
        }

        if (!Enum.IsDefined(settings.Class))
        {
            return new Refusal("class", "The class is marketing, notice or transactional.", "class");
        }

        return SendAt(settings, now) ?? Canary(settings) ?? Unsubscribe(settings) ?? Envelope(settings);
    }

    private static Refusal? SendAt(CampaignSettings settings, DateTimeOffset now)
    {
        if (settings.SendAt is null)
        {
            return null;
        }

        if (settings.IsStream)
        {
            return new Refusal(
                "send-at", "A stream has no time to send: each of its mails leaves when its recipient is given.", "send-at");
        }

        return settings.SendAt > now + LongestWait
            ? new Refusal("send-at", "The time to send is at most 90 days ahead.", "send-at")
            : null;
    }

    private static Refusal? Canary(CampaignSettings settings)
    {
        if (settings.CanaryFirst is < 0 or > MostCanaries || (settings.IsStream && settings.CanaryFirst > 0))
        {
            return new Refusal(
                "canary", "The first recipients are 0, for none, to 10,000; a stream has none.", "canary");
        }

        return settings.CanaryPause < TimeSpan.Zero || settings.CanaryPause > LongestHold
            ? new Refusal("canary-pause", "The pause after the first recipients is 0 s to 1 day.", "canary-pause")
            : null;
    }

    private static Refusal? Unsubscribe(CampaignSettings settings)
    {
        if (settings.UnsubscribeUrl is { } url
            && (!url.Contains("{token}", StringComparison.Ordinal)
                || !Uri.TryCreate(url.Replace("{token}", "t", StringComparison.Ordinal), UriKind.Absolute, out var uri)
                || uri.Scheme != Uri.UriSchemeHttps
                || url.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0
                || url.AsSpan().IndexOfAny('<', '>', ',') >= 0))
        {
            return new Refusal(
                "unsubscribe-url",
                "An unsubscribe URL is https (RFC 8058 §3.1), ASCII, and has {token} where the recipient's token goes.",
                "unsubscribe-url");
        }

        return settings.UnsubscribeMailto is { } mailto && !Mailbox.TryParse(mailto, out _, out var reason)
            ? new Refusal("unsubscribe-mailto", $"Unsubscribe address: {reason}", "unsubscribe-mailto")
            : null;
    }

    private static Refusal? Envelope(CampaignSettings settings) =>
        settings.ReturnPath is { } path && !Mailbox.TryParse(path, out _, out var reason)
            ? new Refusal("return-path", $"Return path: {reason}", "return-path")
            : null;

    // A part begins and ends with a letter or a digit, so that none is empty and none is a path such as "..".
    private static bool IsId(string id, bool isStream)
    {
        var parts = id.Split('/');
        return id.Length <= 128 && parts.Length == (isStream ? 2 : 1) && parts.All(IsPart);
    }

    private static bool IsPart(string part) =>
        part.Length > 0
        && char.IsAsciiLetterOrDigit(part[0])
        && char.IsAsciiLetterOrDigit(part[^1])
        && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');
}
