using System.Diagnostics.Metrics;

namespace OrleansMail.Delivery;

/// <summary>A factory of meters with somebody who listens.</summary>
internal sealed class FakeMeters : IMeterFactory
{
    private readonly List<Meter> _meters = [];
    private readonly MeterListener _listener = new();

    public FakeMeters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (_meters.Contains(instrument.Meter))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => Measured.Add((tags[0].Value, seconds)));
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
            Counted.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}"));
        _listener.Start();
    }

    /// <summary>The value of the first tag, and the measured value.</summary>
    public List<(object? Tag, double Value)> Measured { get; } = [];

    /// <summary>Name and tags of what was counted.</summary>
    public List<string> Counted { get; } = [];

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.ForEach(meter => meter.Dispose());
    }
}
