using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
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

    [Theory]
    [InlineData("Delivery:Port", "0")]
    [InlineData("Delivery:Timeouts:Greeting", "00:00:00")]
    [InlineData("Delivery:Timeouts:FinalDot", "01:00:01")]
    public async Task A_value_out_of_its_range_stops_the_start_and_is_named(string key, string value)
    {
        using var folder = new TempFolder();

        var fault = await Assert.ThrowsAsync<ConfigurationException>(() => MailSilo.StartAsync(folder.Root, Of((key, value))));

        Assert.Contains($"{key.Split(':')[^1]} must be between", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_silo_on_a_folder_is_refused()
    {
        using var folder = new TempFolder();
        await using var first = await MailSilo.StartAsync(folder.Root, new ConfigurationBuilder().Build());

        await Assert.ThrowsAsync<DataFolderException>(
            () => MailSilo.StartAsync(folder.Root, new ConfigurationBuilder().Build()));
    }

    [Fact]
    public async Task A_full_disk_stops_the_start_and_is_told()
    {
        using var folder = new TempFolder();
        var data = folder.New("data");
        await using var disk = await MemoryDisk.MountAsync(data, 4);
        await disk.FillAsync();

        var fault = await Assert.ThrowsAsync<DataFolderException>(() => MailSilo.StartAsync(data, Of()));

        Assert.Equal(DataFolderFault.Full, fault.Fault);
        Assert.Contains($"The disk of the data folder {data} is full", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_PostgreSQL_a_silo_whose_folder_is_full_leaves_the_others_and_is_told()
    {
        using var folder = new TempFolder();
        var database = await PostgresTrial.CreateAsync(await TestServer.GetAsync());
        var configuration = Of(
            ("Storage:Provider", "postgresql"), ("Storage:ConnectionString", database.Connection),
            ("Keys:ClusterFile", folder.New("cluster.key")));
        var data = folder.New("data");
        await using var disk = await MemoryDisk.MountAsync(data, 4);
        await (await MailSilo.StartAsync(data, configuration)).DisposeAsync();
        await disk.FillAsync();

        var fault = await Assert.ThrowsAsync<DataFolderException>(() => MailSilo.StartAsync(data, configuration));
        Assert.Equal(DataFolderFault.Full, fault.Fault);

        disk.Free();
        await using var again = await MailSilo.StartAsync(data, configuration);
        Assert.True(File.Exists(Path.Combine(data, SiloAnnouncement.FileName)));
    }

    [Fact]
    public async Task On_PostgreSQL_a_silo_finds_what_the_one_before_it_wrote()
    {
        using var folder = new TempFolder();
        var database = await PostgresTrial.CreateAsync(await TestServer.GetAsync());
        var secret = folder.New("connection");
        await File.WriteAllTextAsync(secret, database.Connection + "\n", TestContext.Current.CancellationToken);
        var configuration = Of(("Storage:Provider", "postgresql"), ("Storage:ConnectionStringFile", secret));
        await using (var first = await MailSilo.StartAsync(folder.New("data"), configuration))
        {
            await first.Grains.GetGrain<Domains.ISendingDomainGrain>("sender.test").AddAsync(new(null, null, null));
        }

        await using var second = await MailSilo.StartAsync(folder.New("data"), configuration);

        var known = await second.Services.GetRequiredService<Reports.IDirectory>()
            .ListAsync(Reports.DirectoryKind.Domain, runningOnly: false);
        Assert.Equal(["sender.test"], known);
        Assert.False(File.Exists(Path.Combine(folder.New("data"), SqliteDatabase.FileName)));
    }

    [Theory]
    [InlineData("oracle", null, null, "Storage:Provider is sqlite or postgresql")]
    [InlineData("postgresql", null, null, "Storage:ConnectionString or Storage:ConnectionStringFile is needed")]
    [InlineData("postgresql", "Host=a;Database=b", "/nowhere", "both given")]
    [InlineData("postgresql", null, "/nowhere", "Storage:ConnectionStringFile cannot be read")]
    [InlineData("postgresql", "Host=a;Password=geheim", null, "names no Host or no Database")]
    [InlineData("postgresql", "Hosst=a;Password=geheim", null, "is no connection string")]
    [InlineData("postgresql", "Host=a;Port=geheim", null, "is no connection string")]
    public async Task A_storage_that_cannot_be_reached_by_what_is_written_is_told_without_the_secret(
        string provider, string? connection, string? file, string words)
    {
        using var folder = new TempFolder();
        var configuration = Of(
            ("Storage:Provider", provider), ("Storage:ConnectionString", connection), ("Storage:ConnectionStringFile", file));

        var fault = await Assert.ThrowsAsync<ConfigurationException>(() => MailSilo.StartAsync(folder.Root, configuration));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", fault.ToString(), StringComparison.Ordinal);
    }

    private static IConfiguration Of(params (string Key, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Where(setting => setting.Value is not null)
            .Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
        .Build();
}
