using Microsoft.Extensions.Configuration;
using OrleansMail.Campaigns;
using OrleansMail.Storage;

namespace OrleansMail.Hosting;

public sealed class MailSiloTests
{
    private const string Sender = "News <news@sender.test>";

    [Fact]
    public async Task Cancelling_an_id_that_nobody_drafted_leaves_it_free()
    {
        using var folder = new TempFolder();
        await using var silo = await MailSilo.StartAsync(folder.Root, new ConfigurationBuilder().Build());
        await silo.Grains.GetGrain<Domains.ISendingDomainGrain>("sender.test").AddAsync(new(null, null, null));
        var campaign = silo.Grains.GetGrain<ICampaignGrain>("unborn");

        var cancelled = await campaign.CancelAsync();
        var drafted = await campaign.DraftAsync(
            new CampaignSettings(
                Sender, InDoubt.Hold, false, TimeSpan.Zero, TimeSpan.FromHours(1), null, null, null),
            "Subject: Hello\r\n\r\nHello\r\n"u8.ToArray());

        Assert.Equal("not-found", cancelled.Refusal?.Code);
        Assert.Null(drafted.Refusal);
    }

    [Fact]
    public async Task An_unknown_key_is_named_with_the_keys_there_are()
    {
        using var folder = new TempFolder();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Delivery:Rooutes:*", "127.0.0.1:25")])
            .Build();

        var fault = await Assert.ThrowsAsync<ConfigurationException>(
            () => MailSilo.StartAsync(folder.Root, configuration));

        Assert.Contains("Section Delivery has no key 'Rooutes'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Routes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_silo_on_a_folder_is_refused()
    {
        using var folder = new TempFolder();
        await using var first = await MailSilo.StartAsync(folder.Root, new ConfigurationBuilder().Build());

        await Assert.ThrowsAsync<DataFolderException>(
            () => MailSilo.StartAsync(folder.Root, new ConfigurationBuilder().Build()));
    }
}
