using OrleansMail.Cluster;

namespace OrleansMail.Recipients;

[Collection(ClusterTests.Name)]
public sealed class AudienceGrainTests(ClusterFixture cluster)
{
    private readonly Draft _draft = new(cluster, $"a-{Guid.NewGuid():N}");
    private readonly Guid _import = Guid.NewGuid();

    [Fact]
    public async Task A_chunk_sent_twice_is_taken_once()
    {
        await BeginAsync();

        var first = await AppendAsync(Row("yuki@example.test", "Yuki"));
        var second = await AppendAsync(Row("yuki@example.test", "Yuki"));

        Assert.Equal((1, 1), (first.Rows, second.Rows));
    }

    [Fact]
    public async Task A_bad_row_is_named_by_its_line_and_the_others_are_taken()
    {
        await BeginAsync();

        var answer = await AppendAsync(
            Row("yuki@example.test", "Yuki"), Row("no address", "Ken") with { Line = 3 },
            new RecipientRow(4, "mai@example.test", ["Mai", "too many"]));

        Assert.Equal(1, answer.Rows);
        Assert.Equal([3, 4], answer.Faults.Select(fault => fault.Line));
        Assert.DoesNotContain(answer.Faults, fault => fault.Reason.Contains("no address", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_committed_is_not_the_campaigns()
    {
        await BeginAsync();
        await AppendAsync(Row("yuki@example.test", "Yuki"));
        Assert.Equal(0, await _draft.Dispatch.CurrentAudienceAsync());

        Assert.Equal(1, (await Someone.Ann.AsAsync(() => _draft.Audience.CommitAsync(_import))).Rows);
        Assert.Equal(1, (await Someone.Ann.AsAsync(() => _draft.Audience.CommitAsync(_import))).Rows);

        Assert.Equal(1, (await _draft.Campaign.StatusAsync())!.Recipients);
    }

    [Fact]
    public async Task After_an_abort_nothing_more_is_taken()
    {
        await BeginAsync();
        await AppendAsync(Row("yuki@example.test", "Yuki"));

        await _draft.Audience.AbortAsync(_import);
        await _draft.Audience.AbortAsync(_import);

        Assert.Equal("import", (await AppendAsync(Row("ken@example.test", "Ken"))).Refusal?.Code);
        Assert.Equal("import", (await Someone.Ann.AsAsync(() => _draft.Audience.CommitAsync(_import))).Refusal?.Code);
    }

    [Fact]
    public async Task The_rows_of_an_older_import_do_not_come_into_a_newer_one()
    {
        await BeginAsync();
        Assert.Null((await _draft.Audience.BeginAsync(Guid.NewGuid(), ["name"])).Refusal);

        Assert.Equal("import", (await AppendAsync(Row("yuki@example.test", "Yuki"))).Refusal?.Code);
    }

    [Theory]
    [InlineData("name,name")]
    [InlineData("address")]
    [InlineData("")]
    public async Task Columns_have_names_of_their_own(string columns)
    {
        await _draft.WriteAsync();

        var answer = await _draft.Audience.BeginAsync(_import, columns.Split(','));

        Assert.Equal("columns", answer.Refusal?.Code);
    }

    [Fact]
    public async Task There_is_no_audience_without_a_campaign() =>
        Assert.Equal("not-found", (await _draft.Audience.BeginAsync(_import, [])).Refusal?.Code);

    private async Task BeginAsync()
    {
        await _draft.WriteAsync();
        Assert.Null((await _draft.Audience.BeginAsync(_import, ["name"])).Refusal);
        Assert.Null((await _draft.Audience.BeginAsync(_import, ["name"])).Refusal);
    }

    private Task<ImportAnswer> AppendAsync(params RecipientRow[] rows) => _draft.Audience.AppendAsync(_import, 0, rows);

    private static RecipientRow Row(string address, string name) => new(2, address, [name]);
}
