using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansMail.Cluster;
using OrleansMail.Hosting;
using OrleansMail.Storage;

namespace OrleansMail.Telemetry;

/// <summary>When a silo says that it can be given work, and when not.</summary>
public sealed class ReadinessTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _listen = $"127.0.0.1:{FreePort.Tcp()}";
    private readonly HttpClient _http = new();

    public ReadinessTests() => _http.BaseAddress = new Uri($"http://{_listen}");

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_is_not_ready_while_the_database_is_away_and_is_again_when_it_is_back()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var silo = await StartAsync(
            new("Storage:Provider", "postgresql"),
            new("Storage:ConnectionString", server.ConnectionTo(await server.CreateDatabaseAsync())),
            new("Cluster:SiloPort", "0"),
            new("Cluster:GatewayPort", "0"));
        await UntilAsync(answer => answer.Status == HttpStatusCode.OK);

        await server.StopAsync();

        await UntilAsync(answer => answer.Status == HttpStatusCode.ServiceUnavailable
            && answer.Text.Contains("storage: ", StringComparison.Ordinal));
        var (live, _) = await AskAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, live);

        await server.RunAsync();
        await UntilAsync(answer => answer.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_is_not_ready_from_the_first_moment_of_a_drain()
    {
        await using var silo = await StartAsync();
        await UntilAsync(answer => answer.Status == HttpStatusCode.OK);

        var key = silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToParsableString();
        await silo.Grains.GetGrain<ISiloGrain>(key).DrainAsync(TimeSpan.FromSeconds(20));

        var (status, text) = await AskAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("draining: ", text, StringComparison.Ordinal);
    }

    private Task<MailSilo> StartAsync(params IEnumerable<KeyValuePair<string, string?>> settings) => MailSilo.StartAsync(
        _folder.New("data"),
        new ConfigurationBuilder().AddInMemoryCollection([.. settings, new("Telemetry:Listen", _listen)]).Build());

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(string path)
    {
        var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task UntilAsync(Predicate<(HttpStatusCode Status, string Text)> reached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120), TimeProvider.System);
        while (!reached(await AskAsync("/health/ready")))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }
}
