using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansMail.Outcomes;
using OrleansMail.Telemetry;

namespace OrleansMail.Delivery;

public sealed class DeliveryMeterTests
{
    private const int Mails = 1_000;

    [Fact]
    public void To_count_a_mail_takes_no_memory_even_while_somebody_listens()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var listener = new MeterListener();
        listener.InstrumentPublished = static (instrument, listening) =>
        {
            if (instrument.Meter.Name == EngineMeter.Name)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        listener.Start();
        var meter = new DeliveryMeter(services.GetRequiredService<IMeterFactory>(), TimeProvider.System);
        var egress = IPAddress.Parse("192.0.2.1");
        Count(meter, egress);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Count(meter, egress);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2 * Mails, meter.Outcomes(OutcomeKind.Delivered, BounceCategory.None));
    }

    private static void Count(DeliveryMeter meter, IPAddress egress)
    {
        for (var mail = 0; mail < Mails; mail++)
        {
            meter.Recorded(OutcomeKind.Delivered, BounceCategory.None);
            meter.Attempted(egress, OutcomeKind.Delivered);
            meter.Ended(DeliveryMeter.Record, TimeProvider.System.GetTimestamp());
        }
    }
}
