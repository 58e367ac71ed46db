using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OrleansMail.Recipients;

namespace OrleansMail.Campaigns;

/// <summary>Computes what an approval is bound to, the same way in the grain that approves and the silo that sends.</summary>
public static class ApprovalHashing
{
    /// <param name="agreement">From <see cref="AgreementHash"/>; a silo, which knows no more of it, gives the approved one.</param>
    public static ApprovalHash Of(
        CampaignSettings settings, ReadOnlySpan<byte> content, AudienceFacts audience, string agreement)
    {
        var contentHash = Hex(SHA256.HashData(content));
        var audienceHash = OfAudience(audience);
        var settingsHash = OfSettings(settings);
        var whole = OfParts("orleansmail approval 2", contentHash, audienceHash, settingsHash, agreement);
        return new ApprovalHash(whole, contentHash, audienceHash, settingsHash) { Agreement = agreement };
    }

    public static string Hex(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash);

    private static string OfAudience(AudienceFacts audience) => audience.IsStream
        ? OfParts(["stream", .. audience.Columns])
        : OfParts(["audience", Hex(audience.Root), .. audience.Columns]);

    private static string OfSettings(CampaignSettings settings) => OfParts(
    [
        "settings",
        settings.From,
        settings.InDoubt.ToString(),
        settings.IsStream ? "stream" : "campaign",
        Ticks(settings.HoldFor),
        Ticks(settings.TimeToLive),
        settings.UnsubscribeUrl ?? "",
        settings.UnsubscribeMailto ?? "",
        settings.ReturnPath ?? "",
        settings.CanaryFirst.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Ticks(settings.CanaryPause),
        settings.Class.ToString(),

        // Came after campaigns had been approved: without it their hash has to stay what it was.
        .. settings.SendAt is { } sendAt
            ? ["send-at", sendAt.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture)]
            : Array.Empty<string>(),
    ]);

    private static string Ticks(TimeSpan time) =>
        time.Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Each part goes in with its length, so that no two lists of parts give the same octets.</summary>
    public static string OfParts(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var octets = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, octets.Length);
            hash.AppendData(length);
            hash.AppendData(octets);
        }

        return Hex(hash.GetHashAndReset());
    }
}
