using OrleansMail.Campaigns;
using OrleansMail.Domains;

namespace OrleansMail.Scenarios;

/// <summary>Real mail servers take a whole campaign, and what lies in the mailboxes stands before other people's tools.</summary>
public sealed class RealPeerTests
{
    private const string FirstDomain = "mailbox.orleansmail.test";
    private const string SecondDomain = "yuubin.orleansmail.test";

    private static readonly TimeSpan DeliveryBound = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan VerifyBound = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("postfix", 2_000)]
    [InlineData("exim", 2_000)]
    public async Task A_campaign_arrives_whole_signed_and_right_in_the_mailboxes_of(string server, int recipients)
    {
        await DebianPackages.Need("postfix", "openssl", "opendkim", "python3-dkim");
        using var work = new TemporaryFolder();

        // The servers deliver as users of their own, who must get through to the maildir.
        (await Programs.Run("chmod", "711", work.Path)).Succeeded();
        await using var peer = await RealPeer.StartAsync(server, work.File(server), FirstDomain, SecondDomain);
        await using var engine = await Engine.StartAsync(
            Engine.Route("*", peer.EndPoint), "Lanes:MaxConnections=8", "Delivery:MessagesPerConnection=200");

        var rows = RealCampaign.Rows(recipients, FirstDomain, SecondDomain);
        var trial = engine.Campaign("real");
        await trial.PrepareAsync(rows, content: RealCampaign.Template, columns: RealCampaign.Columns);
        await trial.StartAsync();
        var status = await trial.UntilAsync(CampaignPhase.Completed);
        Assert.Equal(recipients, status.Delivered);
        var lines = await trial.OutcomesAsync();
        Assert.Equal(recipients, lines.Select(line => line.Recipient).Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(lines, line => line is not { Code: 250, Attempts: 1 });
        Assert.DoesNotContain(lines, line => line.Tls is null);

        await peer.ArrivedAsync(recipients, DeliveryBound);
        await VerifyAsync(engine, peer.Maildir, work, rows);
    }

    private static async Task VerifyAsync(
        Engine engine, string maildir, TemporaryFolder work, IEnumerable<Recipients.RecipientRow> rows)
    {
        var domain = await engine.Grains.GetGrain<ISendingDomainGrain>(Engine.Domain).ShowAsync();
        var key = domain!.Records.Single(record => record.Name.Contains("._domainkey.", StringComparison.Ordinal));
        await File.WriteAllTextAsync(
            work.File("keys"), $"{key.Name} {key.Value}\n", TestContext.Current.CancellationToken);
        await RealCampaign.WriteExpectedAsync(work.File("expected.csv"), rows);
        string[] arguments =
        [
            Repository.PathOf("loadtests", "real-peers", "verify-mail.py"), maildir, "--keys", work.File("keys"),
            "--expect", work.File("expected.csv"),
        ];

        // Exit code 1 comes with the first twenty faults, by file.
        (await Programs.Run(VerifyBound, "/usr/bin/python3", arguments)).Succeeded();
    }
}
