using System.Reflection;
using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.People;

namespace OrleansMail.Scenarios;

/// <summary>docs/rights.md against a running silo and real clients: each method, each role, each sort of token.</summary>
public class RightsTests : IAsyncLifetime
{
    private const string Other = "other.orleansmail.test";

    private Engine _engine = null!;
    private OutsideClient _client = null!;
    private Staff _staff = null!;

    private static readonly RightsTable Table = RightsTable.Read();

    private static IEnumerable<MethodInfo> Methods => typeof(ICampaignGrain).Assembly.GetTypes()
        .Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
        .SelectMany(type => type.GetMethods());

    public async ValueTask InitializeAsync()
    {
        _engine = await StartAsync();
        await _engine.Grains.GetGrain<Domains.ISendingDomainGrain>(Other).AddAsync(new(null, null, null));
        await _engine.Campaign("own").DraftAsync();
        await _engine.Campaign("other").DraftAsync(settings: Trial.Settings with { From = $"News <news@{Other}>" });
        _client = await OutsideClient.ConnectAsync(_engine.GatewayPort);
        _staff = new Staff(_client, _engine.FirstSecret);
        await _staff.FoundAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _client.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Theory]
    [InlineData(Engine.Domain)]
    [InlineData(Grant.Everywhere)]
    public async Task Every_role_may_do_what_the_page_says_and_nothing_else(string granted)
    {
        var wrong = new List<string>();
        foreach (var role in Role.Names)
        {
            var token = await _staff.InviteAsync($"{role}-{(granted == Grant.Everywhere ? "all" : "own")}", $"{role}@{granted}");
            foreach (var call in Calls())
            {
                var refusal = await OutsideClient.CallAsync(token, () => call.MakeAsync(_client.Grains));
                var allowed = Table.Allows(call.Method, role, granted, call.Domain);
                if (allowed != refusal is null)
                {
                    wrong.Add($"{role}@{granted} {RightsTable.NameOf(call.Method)} {call.Domain}: {refusal?.Code ?? "allowed"}");
                }
            }
        }

        Assert.Equal([], wrong);
    }

    [Fact]
    public async Task A_token_that_does_not_count_opens_nothing_and_each_call_leaves_an_entry()
    {
        var states = new TokenStates(_client, _staff);
        var tokens = await states.MakeAsync();
        var good = await states.KeyAsync("good", TokenStates.Later * 2);
        await ResumeLaterAsync();

        var (wrong, told) = (new List<string>(), new List<string>());
        foreach (var (state, token) in tokens)
        {
            foreach (var call in Calls().Where(call => !Table.IsOpenToAnybody(call.Method)))
            {
                var code = Table.CodeOf(state, call.Method);
                var refusal = await OutsideClient.CallAsync(token, () => call.MakeAsync(_client.Grains));
                if (refusal?.Code != code)
                {
                    wrong.Add($"{state}, {RightsTable.NameOf(call.Method)}: {refusal?.Code ?? "allowed"}");
                }

                told.Add($"{RightsTable.NameOf(call.Method)} {code}");
            }
        }

        Assert.Equal(Table.TokenStates.Order(), tokens.Keys.Order());
        Assert.Equal([], wrong);
        Assert.Equal(told.Order(), (await RefusalsOfUnknownAsync()).Order());
        Assert.NotNull(await OutsideClient.CallAsync(good, _client.Grains.GetGrain<ICampaignGrain>("own").StatusAsync));
    }

    [Fact]
    public async Task Whoever_says_that_the_engine_calls_gets_nothing_and_leaves_an_entry()
    {
        var campaign = _client.Grains.GetGrain<ICampaignGrain>("own");
        (string, object)[][] forgeries =
        [
            [(Caller.ContextKey, Caller.Engine)],
            [("mail.proof", new string('0', 64))],
            [(Caller.ContextKey, Caller.Engine), ("mail.proof", new string('f', 64))],
        ];

        foreach (var forgery in forgeries)
        {
            var refused = await Assert.ThrowsAsync<CallRefusedException>(
                () => OutsideClient.CallAsync(campaign.StatusAsync, forgery));
            Assert.Equal("forged", refused.Refusal.Code);
        }

        var page = await _engine.Grains.GetGrain<IAuditGrain>(IAuditGrain.SystemTrail)
            .ListAsync(new AuditFilter(Action: Right.CampaignRead, Result: AuditResult.Refused), 0, 100);
        Assert.Equal(forgeries.Length, page.Lines.Count(line => line.Detail.Contains("forged", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_clusters_own_grains_are_closed_to_clients()
    {
        var management = _client.Grains.GetGrain<Orleans.Runtime.IManagementGrain>(0);

        var refused = await Assert.ThrowsAsync<CallRefusedException>(
            () => management.GetHosts(onlyActive: false, TestContext.Current.CancellationToken));

        Assert.Equal("not-open", refused.Refusal.Code);
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_named_when_a_call_of_the_engines_own_is_refused()
    {
        var token = await _staff.InviteAsync("nosy", $"{Role.Operator}@*");
        var management = _client.Grains.GetGrain<Orleans.Runtime.IManagementGrain>(0);

        var refused = await Assert.ThrowsAsync<CallRefusedException>(() => OutsideClient.CallAsync(
            token, () => management.GetHosts(onlyActive: false, TestContext.Current.CancellationToken)));

        Assert.Equal("not-open", refused.Refusal.Code);
        var page = await _engine.Grains.GetGrain<IAuditGrain>(IAuditGrain.SystemTrail)
            .ListAsync(new AuditFilter(Caller: "nosy", Result: AuditResult.Refused), 0, 100);
        Assert.Contains("not-open", Assert.Single(page.Lines).Detail, StringComparison.Ordinal);
    }

    private protected virtual Task<Engine> StartAsync() => Engine.StartAsync(TokenStates.Settings);

    private async Task ResumeLaterAsync()
    {
        await _client.DisposeAsync();
        await _engine.StopAsync();
        await _engine.ResumeAsync(TokenStates.Later);
        _client = await OutsideClient.ConnectAsync(_engine.GatewayPort);
    }

    private async Task<IReadOnlyList<string>> RefusalsOfUnknownAsync()
    {
        var (trail, details) = (_engine.Grains.GetGrain<IAuditGrain>(IAuditGrain.SystemTrail), new List<string>());
        for (AuditPage? page = null; page is null || page.Next < page.Head;)
        {
            page = await trail.ListAsync(new AuditFilter(Caller: "?", Result: AuditResult.Refused), page?.Next ?? 0, 1_000);
            details.AddRange(page.Lines.Select(line => line.Detail));
        }

        return details;
    }

    private IEnumerable<GrainCall> Calls() =>
        from method in Methods
        from target in new[] { (Domain: Engine.Domain, Campaign: "own"), (Domain: Other, Campaign: "other") }
        select new GrainCall(method, target.Domain, target.Campaign, _engine.SiloKey);
}
