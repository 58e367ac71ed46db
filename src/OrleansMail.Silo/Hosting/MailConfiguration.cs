using Microsoft.Extensions.Configuration;
using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.Delivery;
using OrleansMail.Guard;
using OrleansMail.Incidents;
using OrleansMail.Lanes;
using OrleansMail.People;
using OrleansMail.Retention;
using OrleansMail.Telemetry;

namespace OrleansMail.Hosting;

/// <summary>Reads <c>orleansmail.json</c> and the environment (<c>OrleansMail__Section__Key</c>); the environment wins.</summary>
public static class MailConfiguration
{
    private const string FileName = "orleansmail.json";

    private static readonly string[] Sections =
    [
        DnsOptions.Section, DeliveryOptions.Section, EgressOptions.Section, StorageOptions.Section, KeysOptions.Section,
        LaneOptions.Section, GuardOptions.Section, ApprovalOptions.Section, AutoStopOptions.Section, AuditOptions.Section,
        PeopleOptions.Section, ExportOptions.Section, RetentionOptions.Section, EmbeddedSiloOptions.Section,
        ClusterOptions.Section, TelemetryOptions.Section, "Logging",
    ];

    /// <param name="dataFolder">Where the file is looked for if none is named.</param>
    /// <param name="file">A file that must exist, or null.</param>
    public static IConfigurationRoot Read(string dataFolder, string? file)
    {
        if (file is not null && !File.Exists(file))
        {
            throw new ConfigurationException($"The configuration file '{file}' does not exist.");
        }

        var path = Path.GetFullPath(file ?? Path.Combine(dataFolder, FileName));
        IConfigurationRoot configuration;
        try
        {
            configuration = new ConfigurationBuilder()
                .AddJsonFile(path, optional: file is null)
                .AddEnvironmentVariables("OrleansMail__")
                .Build();
        }
        catch (InvalidDataException fault)
        {
            throw new ConfigurationException($"{Path.GetFileName(path)} cannot be read: {fault.InnerException?.Message}");
        }

        var unknown = configuration.GetChildren()
            .FirstOrDefault(section => !Sections.Contains(section.Key, StringComparer.OrdinalIgnoreCase));
        return unknown is null
            ? configuration
            : throw new ConfigurationException(
                $"Unknown configuration section '{unknown.Key}'; there are {string.Join(", ", Sections)}.");
    }
}
