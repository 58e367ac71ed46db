using OrleansMail.Audit;
using OrleansMail.Cluster;
using OrleansMail.People;
using OrleansMail.Suppression;

namespace OrleansMail.Reports;

[Collection(ClusterTests.Name)]
public sealed class SuppressionListTests(ClusterFixture cluster)
{
    private readonly string _site = $"s{Guid.NewGuid():N}.test";

    private IReportGrain Report => cluster.Grains.GetGrain<IReportGrain>(0);

    [Fact]
    public async Task Whoever_may_not_read_recipients_sees_all_pages_masked()
    {
        await SuppressAsync(5);
        Grant[] grants = [new(Right.SuppressionManage, Grant.Everywhere), new(Right.RecipientsRead, "sender.test")];

        var entries = await AllAsync(Someone.Ann with { Grants = grants });

        Assert.Equal(5, entries.Length);
        Assert.All(entries, entry => Assert.Equal(($"r***@{_site}", $"550 <r***@{_site}>"), (entry.Address, entry.Evidence)));
    }

    [Fact]
    public async Task Whoever_reads_recipients_everywhere_sees_them_and_leaves_an_entry()
    {
        await SuppressAsync(1);
        var reader = Someone.Named($"reader-{Guid.NewGuid():N}") with { Grants = [new(Right.RecipientsRead, Grant.Everywhere)] };

        var entry = Assert.Single(await AllAsync(reader));

        Assert.Equal($"r0@{_site}", entry.Address);
        var trail = cluster.Grains.GetGrain<IAuditGrain>(IAuditGrain.SystemTrail);
        var found = (await trail.ListAsync(new AuditFilter(Action: "unmask"), 0, 1_000)).Lines;
        Assert.Contains(found, line => line.Caller == reader.Name && line.Target == "suppression");
    }

    [Theory]
    [InlineData("r***@site.test")]
    [InlineData("key:")]
    [InlineData("key:xyz")]
    [InlineData("nobody")]
    public async Task From_what_is_no_cursor_nothing_is_read(string after)
    {
        await SuppressAsync(1);

        Assert.Empty(await Report.SuppressionsAsync(after, 1_000));
    }

    private async Task SuppressAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            var address = $"r{number}@{_site}";
            await cluster.Grains.GetGrain<ISuppressionGrain>("00").AddAsync(
                new SuppressionEntry(address, "bounce", $"550 <{address}>", cluster.Clock.GetUtcNow()));
        }
    }

    /// <summary>This test's entries, read two at a time.</summary>
    private async Task<SuppressionEntry[]> AllAsync(Caller caller)
    {
        var (found, after) = (new List<SuppressionEntry>(), (string?)null);
        while (true)
        {
            var page = await caller.AsAsync(() => Report.SuppressionsAsync(after, 2));
            if (page.Length == 0)
            {
                return [.. found.Where(entry => entry.Address.EndsWith(_site, StringComparison.Ordinal))];
            }

            found.AddRange(page);
            Assert.InRange(found.Count, 1, 10_000);
            after = page[^1].Cursor;
        }
    }
}
