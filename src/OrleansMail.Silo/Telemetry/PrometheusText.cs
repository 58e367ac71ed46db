using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace OrleansMail.Telemetry;

/// <summary>
/// The text format of Prometheus, version 0.0.4, with names as OpenTelemetry maps them: <c>orleansmail.dns.query.duration</c>
/// in <c>s</c> becomes <c>orleansmail_dns_query_duration_seconds</c>, and counters end in <c>_total</c>.
/// </summary>
/// <remarks>OpenTelemetry's own exporter for Prometheus has no release yet (decision 0034).</remarks>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public void Clear()
    {
        _text.Clear();
        _names.Clear();
    }

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_text.ToString());

    /// <summary>Writes one metric with all its series; a name that was written is not written again.</summary>
    public void Add(Metric metric)
    {
        var isHistogram = metric.MetricType == MetricType.Histogram;
        var isCounter = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
        var name = PrometheusName.Of(metric.Name, metric.Unit, isCounter);
        if (metric.MetricType == MetricType.ExponentialHistogram || !_names.Add(name))
        {
            return;
        }

        if (metric.Description.Length > 0)
        {
            _text.Append("# HELP ").Append(name).Append(' ').Append(PrometheusName.Help(metric.Description)).Append('\n');
        }

        _text.Append("# TYPE ").Append(name).Append(isHistogram ? " histogram" : isCounter ? " counter" : " gauge").Append('\n');
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (isHistogram)
            {
                AddHistogram(name, point);
            }
            else
            {
                Line(name, "", Labels(point.Tags), ValueOf(metric.MetricType, point));
            }
        }
    }

    private void AddHistogram(string name, in MetricPoint point)
    {
        var labels = Labels(point.Tags);
        var below = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            below += bucket.BucketCount;
            Line(name, "_bucket", With(labels, $"le=\"{Text(bucket.ExplicitBound)}\""), below);
        }

        Line(name, "_sum", labels, point.GetHistogramSum());
        Line(name, "_count", labels, point.GetHistogramCount());
    }

    private void Line(string name, string suffix, string labels, double value)
    {
        _text.Append(name).Append(suffix);
        if (labels.Length > 0)
        {
            _text.Append('{').Append(labels).Append('}');
        }

        _text.Append(' ').Append(Text(value)).Append('\n');
    }

    private static double ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    private static string Labels(ReadOnlyTagCollection tags)
    {
        var labels = "";
        foreach (var (key, value) in tags)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels = With(labels, $"{PrometheusName.Label(key)}=\"{PrometheusName.Value(text)}\"");
        }

        return labels;
    }

    private static string With(string labels, string label) => labels.Length == 0 ? label : $"{labels},{label}";

    private static string Text(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
