using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace OrleansMail.Scenarios;

/// <summary>A silo of a cluster in a process of its own, with everything of telemetry on.</summary>
internal sealed class SiloProcess : IDisposable
{
    private readonly ConcurrentQueue<string> _log = new();
    private readonly HttpClient _http;
    private readonly Process _process;

    /// <param name="listen">Where its endpoints are to be.</param>
    /// <param name="collector">Where metrics and spans go.</param>
    public SiloProcess(ClusterEngine engine, int number, string listen, string collector)
    {
        _http = new HttpClient { BaseAddress = new Uri(listen) };
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", Path.Combine(AppContext.BaseDirectory, "orleansmail.dll"), "silo", "--data", engine.Folder(number)])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        IEnumerable<KeyValuePair<string, string?>> settings =
        [
            .. engine.Settings(number).AsEnumerable(),
            new("Telemetry:Listen", _http.BaseAddress.Authority),
            new("Telemetry:OtlpEndpoint", collector),
            new("Telemetry:OtlpEvery", "00:00:01"),
            new("Telemetry:TraceRatio", "1"),
            new("Telemetry:Logs", "json"),
            new("Logging:LogLevel:Default", "Information"),
        ];
        foreach (var (key, value) in settings.Where(pair => pair.Value is not null))
        {
            start.Environment[$"OrleansMail__{key.Replace(":", "__", StringComparison.Ordinal)}"] = value;
        }

        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text)
            {
                _log.Enqueue(text);
            }
        };
        _process.BeginErrorReadLine();
    }

    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public Task<string> ScrapeAsync() => _http.GetStringAsync(new Uri("/metrics", UriKind.Relative));

    /// <summary>Waits for its end.</summary>
    /// <returns>What it has logged, line by line.</returns>
    public async Task<IReadOnlyList<string>> EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await _process.WaitForExitAsync(limit.Token);
        return [.. _log];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _http.Dispose();
    }
}
