using Microsoft.Diagnostics.NETCore.Client;

namespace OrleansMail.Measures;

/// <summary>Listens to a silo's meters from outside, by the runtime's diagnostics port.</summary>
internal sealed class SiloMeters
{
    private readonly MeterReading _reading;
    private readonly EventPipeSession _session;
    private readonly Task _running;

    private SiloMeters(EventPipeSession session)
    {
        _session = session;
        _reading = new MeterReading();
        _running = Task.Run(() => _reading.Read(session.EventStream));
    }

    /// <summary>Null if the process cannot be listened to.</summary>
    public static async Task<SiloMeters?> AttachAsync(int pid, CancellationToken cancellation)
    {
        try
        {
            var client = new DiagnosticsClient(pid);
            return new SiloMeters(await client.StartEventPipeSessionAsync(
                [MeterReading.Provider()], requestRundown: false, circularBufferMB: 16, cancellation));
        }
        catch (DiagnosticsClientException)
        {
            return null;
        }
    }

    public async Task<SiloMeasures> StopAsync()
    {
        await _session.StopAsync(CancellationToken.None);
        await _running;
        _session.Dispose();
        return _reading.Result();
    }
}
