using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace OrleansMail.Cluster;

/// <summary>Certificate files that will keep a silo from its peers are told while there is time.</summary>
public sealed class CertificateWatchTests : IDisposable
{
    private readonly CertificateTrial _ours = new("ours");
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow - TimeSpan.FromDays(300));
    private readonly Lines _log = new();

    [Fact]
    public void Files_that_do_not_fit_each_other_are_told_once_and_told_again_when_they_break_again()
    {
        using var certificates = _ours.Of(CertificateRole.Silo);
        using var watch = Watch(certificates);
        Look(watch, 2);
        Assert.Empty(_log.Said);
        Assert.Null(watch.Problem);

        BreakKey();
        Look(watch, 5);
        Assert.Single(_log.Said);
        Assert.Contains("silo.key", watch.Problem, StringComparison.Ordinal);
        Assert.Contains("silo.key", _log.Said[0], StringComparison.Ordinal);

        _ours.Write(CertificateRole.Silo);
        Look(watch, 2);
        BreakKey();
        Look(watch, 2);
        Assert.Equal(2, _log.Said.Count);
        _ours.Write(CertificateRole.Silo);
        Look(watch, 2);
        Assert.Null(watch.Problem);
    }

    [Fact]
    public void Files_that_are_just_being_copied_are_not_told()
    {
        using var certificates = _ours.Of(CertificateRole.Silo);
        using var watch = Watch(certificates);

        BreakKey();
        Look(watch, 1);
        _ours.Write(CertificateRole.Silo);
        Look(watch, 3);

        Assert.Empty(_log.Said);
    }

    [Fact]
    public void New_files_that_peers_would_refuse_are_told()
    {
        using var certificates = _ours.Of(CertificateRole.Silo);
        using var watch = Watch(certificates);

        _ours.Write(CertificateRole.Silo, DateTimeOffset.UtcNow.AddDays(-3));
        Look(watch, 2);

        Assert.Contains("not in force", Assert.Single(_log.Said), StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_within_fourteen_days_is_told_every_day()
    {
        using var certificates = _ours.Of(CertificateRole.Silo);
        using var watch = Watch(certificates);
        _clock.SetUtcNow(certificates.ExpiresAt - TimeSpan.FromDays(14));
        Look(watch, 3);
        Assert.Empty(_log.Said);
        Assert.Null(watch.Problem);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("counts until", watch.Problem, StringComparison.Ordinal);
        Look(watch, 3);
        Assert.Contains("counts until", Assert.Single(_log.Said), StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromDays(1));
        Look(watch, 3);
        Assert.Equal(2, _log.Said.Count);
    }

    public void Dispose() => _ours.Dispose();

    private CertificateWatch Watch(ClusterCertificates certificates) => new(certificates, _clock, _log);

    private static void Look(CertificateWatch watch, int times)
    {
        for (var time = 0; time < times; time++)
        {
            watch.Look();
        }
    }

    private void BreakKey() => File.WriteAllText(_ours.Write(CertificateRole.Silo).Key, "-----BEGIN PRIVATE KEY-----\n");

    private sealed class Lines : ILogger<CertificateWatch>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Add(formatter(state, exception));
    }
}
