using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using OrleansMail.Hosting;
using OrleansMail.Smtp;

namespace OrleansMail.Telemetry;

/// <summary>Wires logs, metrics, traces and health endpoints; of what is not asked for, nothing is made.</summary>
internal static class TelemetryRegistration
{
    private const string Orleans = "Microsoft.Orleans";
    private const string Runtime = "System.Runtime";

    /// <summary>To be called before anything that has hosted services: the endpoints are there first and go last.</summary>
    public static void AddTelemetry(this HostApplicationBuilder builder, IConfiguration configuration)
    {
        var settings = TelemetrySettings.Of(
            MailSilo.Section<TelemetryOptions>(configuration, TelemetryOptions.Section));
        AddLogs(builder.Logging, settings);
        if (settings.Listen is { } listen)
        {
            CheckFree(listen);
            builder.Services.AddSingleton(settings);
            builder.Services.AddSingleton<PrometheusExporter>();
            builder.Services.AddSingleton(provider => new BaseExportingMetricReader(
                provider.GetRequiredService<PrometheusExporter>()));
            builder.Services.AddSingleton<SiloHealth>();
            builder.Services.AddSingleton(provider => new Lazy<SiloHealth>(provider.GetRequiredService<SiloHealth>));
            builder.Services.AddHostedService<TelemetryServer>();
        }

        if (settings.HasMetrics)
        {
            AddMetrics(builder.Services, settings);
        }

        if (settings.HasTraces)
        {
            AddTraces(builder.Services, settings);
            builder.UseOrleans(silo => silo.AddActivityPropagation());
        }
    }

    private static void AddLogs(ILoggingBuilder logging, TelemetrySettings settings)
    {
        if (settings.LogsAsJson)
        {
            logging.AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "O";
            });
        }
        else
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z '";
            });
        }

        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void AddMetrics(IServiceCollection services, TelemetrySettings settings) =>
        services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddMeter(EngineMeter.Name, Orleans, Runtime);
            if (settings.Listen is not null)
            {
                metrics.AddReader(provider => provider.GetRequiredService<BaseExportingMetricReader>());
            }

            if (settings.Otlp is { } otlp)
            {
                metrics.AddOtlpExporter((exporter, reader) =>
                {
                    Aim(exporter, otlp, "v1/metrics");
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds =
                        (int)settings.OtlpEvery.TotalMilliseconds;
                });
            }

            // When the provider is made, and not earlier: they need what the silo is made of.
            services.ConfigureOpenTelemetryMeterProvider(
                (provider, _) => Make(provider.GetServices<IInstruments>()));
        });

    private static void Make(IEnumerable<IInstruments> instruments)
    {
        foreach (var _ in instruments)
        {
            // To be made is all that they are asked for.
        }
    }

    private static void AddTraces(IServiceCollection services, TelemetrySettings settings) =>
        services.AddOpenTelemetry().WithTracing(traces => traces
            .AddSource(EngineTraces.Name, SmtpTraces.Name, OrleansSpans.Runtime, OrleansSpans.Application)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(settings.TraceRatio)))
            .AddProcessor(new OrleansSpans())
            .AddOtlpExporter(exporter => Aim(exporter, settings.Otlp!, "v1/traces")));

    private static void Aim(OtlpExporterOptions exporter, Uri otlp, string path)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri(otlp, path);
    }

    // Told in a sentence here; a hosted service that cannot start would be logged with its stack trace.
    private static void CheckFree(System.Net.IPEndPoint listen)
    {
        using var socket = new Socket(listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(listen);
        }
        catch (SocketException fault)
        {
            throw new ConfigurationException($"Telemetry:Listen: {listen} cannot be listened on: {fault.Message}.");
        }
    }
}
