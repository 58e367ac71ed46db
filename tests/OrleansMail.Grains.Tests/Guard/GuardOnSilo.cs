using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.Delivery;
using OrleansMail.Recipients;
using OrleansMail.Suppression;

namespace OrleansMail.Guard;

/// <summary>The guard with the parts that it has on a silo, and an audience in memory.</summary>
internal static class GuardOnSilo
{
    /// <summary>Whose keyed hash begins with this octet is on the suppression list.</summary>
    public const byte SuppressedBy = 0xEE;

    public static readonly string[] Columns = ["name", "company", "number", "amount", "link"];

    /// <summary>Checks a mail whose header says From and X-Class.</summary>
    public static async Task<GuardReport> CheckAsync(byte[] content, AudienceRow[] rows, DateTimeOffset now)
    {
        var (guard, request) = await OfAsync(content, rows, now);
        var answer = await guard.RunAsync(request);
        Assert.Null(answer.Refusal?.Message);
        return answer.Report!;
    }

    public static async Task<(ICampaignGuard Guard, GuardRequest Request)> OfAsync(
        byte[] content, AudienceRow[] rows, DateTimeOffset now)
    {
        using var message = MimeMessage.Load(new MemoryStream(content), TestContext.Current.CancellationToken);
        var stores = new MemoryStores();
        var audience = await stores.Audience.OpenAsync("c", Columns, isStream: false);
        await stores.Audience.AddChunkAsync(audience, 0, rows);
        var mailClass = Enum.Parse<MailClass>(message.Headers["X-Class"] ?? "Unstated", ignoreCase: true);
        var from = message.From.Mailboxes.Single();
        var settings = new CampaignSettings(
            $"{from.Name} <{from.Address}>", InDoubt.Hold, false, TimeSpan.Zero, TimeSpan.FromHours(1), null,
            "leave@mihon-shoten.co.jp", null, mailClass);
        var guard = new CampaignGuard(
            stores.Audience, Suppression(), new EarlierCampaigns(stores, Stub.Of<IGrainFactory>((_, _) => null)), stores,
            Options.Create(new GuardOptions()), new FakeTimeProvider(now));
        return (guard, new GuardRequest("c", settings, content, "hash", audience, now));
    }

    // By the first octet of the key, so that a test can say who is on the list.
    private static ISuppressionStore Suppression() => Stub.Of<ISuppressionStore>((_, arguments) =>
    {
        var keys = (IReadOnlyList<byte[]>)arguments[0]!;
        return Task.FromResult<IReadOnlyList<int>>(
            [.. Enumerable.Range(0, keys.Count).Where(index => keys[index] is [SuppressedBy, ..])]);
    });
}
