using System.Net;
using OrleansMail.Campaigns;
using OrleansMail.People;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>Live silos that speak TLS to each other and to their clients, with certificates from files.</summary>
public sealed class SecuredClusterTests
{
    private const int Recipients = 1_000;

    [Fact]
    public async Task Only_who_has_a_certificate_gets_in_and_a_new_authority_takes_no_restart()
    {
        await using var sink = SmtpSink.Start(new SinkOptions { Latency = TimeSpan.FromMilliseconds(20) });
        await using var engine = await ClusterEngine.StartSecuredAsync(1, Engine.Route("*", sink.EndPoint));
        using var folder = new TemporaryFolder();
        using var silo = engine.StartProcess(1);
        try
        {
            await engine.UntilAsync(status => status.Silos.Length == 2);
            var old = engine.Files!;
            var fresh = await new ClusterFiles(folder.File("fresh")).MakeAsync();
            await StrangersGetNowhereAsync(engine, old, fresh);

            await SendAsync(engine, "before", old);

            // The three steps of docs/operations.md, while both silos run.
            foreach (var number in new[] { 0, 1 })
            {
                old.Give(engine.Certificates(number), old.Authority + fresh.Authority);
            }

            foreach (var number in new[] { 0, 1 })
            {
                fresh.Give(engine.Certificates(number), old.Authority + fresh.Authority);
            }

            foreach (var port in await SiloPortsAsync(engine))
            {
                Assert.Equal((fresh.Silo.SerialNumber, true), await Stranger.ConnectAsync(port, old.Silo));
            }

            // It believes the new authority alone.
            fresh.Give(engine.Certificates(2));
            await engine.AddAsync(2);
            await engine.UntilAsync(status => status.Silos.Length == 3 && status.Silos.All(one => one.Problem is null));
            fresh.Give(engine.Certificates(0));
            fresh.Give(engine.Certificates(1));

            foreach (var port in await SiloPortsAsync(engine))
            {
                Assert.False((await Stranger.ConnectAsync(port, old.Silo)).IsLetIn);
                Assert.True((await Stranger.ConnectAsync(port, fresh.Silo)).IsLetIn);
            }

            Assert.False((await Stranger.ConnectAsync(engine.First.Gateway, old.Client)).IsLetIn);
            Assert.True((await Stranger.ConnectAsync(engine.First.Gateway, fresh.Client)).IsLetIn);
            var after = engine.Campaign("after");
            await after.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));
            await after.StartAsync();
            Assert.Equal(Recipients, (await after.UntilAsync(CampaignPhase.Completed)).Delivered);
            Assert.Equal((2 * Recipients, 0), (sink.Snapshot().AcceptedRecipients, sink.Snapshot().Duplicates));
        }
        finally
        {
            silo.Kill();
        }
    }

    private static async Task StrangersGetNowhereAsync(ClusterEngine engine, ClusterFiles ours, ClusterFiles theirs)
    {
        var gateway = engine.First.Gateway;
        Assert.Equal((ours.Silo.SerialNumber, true), await Stranger.ConnectAsync(gateway, ours.Client));
        Assert.False((await Stranger.ConnectAsync(gateway, theirs.Client)).IsLetIn);
        Assert.False((await Stranger.ConnectAsync(gateway, null)).IsLetIn);
        Assert.False(await Stranger.SpeakPlainlyAsync(gateway));
        var ports = await SiloPortsAsync(engine);
        Assert.Equal(2, ports.Length);
        foreach (var port in ports)
        {
            Assert.Equal((ours.Silo.SerialNumber, true), await Stranger.ConnectAsync(port, ours.Silo));
            Assert.False((await Stranger.ConnectAsync(port, ours.Client)).IsLetIn);
            Assert.False((await Stranger.ConnectAsync(port, theirs.Silo)).IsLetIn);
            Assert.False((await Stranger.ConnectAsync(port, null)).IsLetIn);
            Assert.False(await Stranger.SpeakPlainlyAsync(port));
        }
    }

    /// <summary>A client with a certificate, and a session of a person, starts a campaign.</summary>
    private static async Task SendAsync(ClusterEngine engine, string id, ClusterFiles files)
    {
        var trial = engine.Campaign(id);
        await trial.PrepareAsync(Trial.Rows("one.orleansmail.test", Recipients));
        await using var client = await OutsideClient.ConnectAsync(engine.First.GatewayPort, files.ClientFiles);
        var secret = await File.ReadAllTextAsync(
            Path.Combine(engine.Folder(0), "first-administrator"), TestContext.Current.CancellationToken);
        var staff = new Staff(client, secret.Trim());
        await staff.FoundAsync();
        var token = await staff.InviteAsync("olivia", $"{Role.Operator}@*");

        var answer = await OutsideClient.CallAsync(token, client.Grains.GetGrain<ICampaignGrain>(id).StartAsync);

        Assert.Null(answer.Refusal?.Message);
        Assert.Equal(Recipients, (await trial.UntilAsync(CampaignPhase.Completed)).Delivered);
    }

    private static async Task<IPEndPoint[]> SiloPortsAsync(ClusterEngine engine)
    {
        var hosts = await engine.First.Grains.GetGrain<IManagementGrain>(0)
            .GetHosts(onlyActive: true, TestContext.Current.CancellationToken);
        return [.. hosts.Keys.Select(silo => silo.Endpoint)];
    }
}
