using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>Waits for a receiver to which nobody sends any more.</summary>
internal static class SilentSink
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);

    public static async Task UntilSilentAsync(this SmtpSink sink)
    {
        var (seen, since) = (-1L, TimeProvider.System.GetTimestamp());
        while (TimeProvider.System.GetElapsedTime(since) < Silence)
        {
            var now = (long)sink.Snapshot().AcceptedRecipients;
            (seen, since) = now == seen ? (seen, since) : (now, TimeProvider.System.GetTimestamp());
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }
}
