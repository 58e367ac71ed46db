using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.Delivery;
using OrleansMail.Guard;
using OrleansMail.Hosting;
using OrleansMail.Incidents;
using OrleansMail.Lanes;
using OrleansMail.People;
using OrleansMail.Retention;
using OrleansMail.Telemetry;

namespace OrleansMail;

/// <summary>docs/options.md against the options classes.</summary>
public sealed class OptionsDocTests
{
    private const int DefaultCell = 2;
    private const int RangeCell = 3;

    private static readonly (string Section, object Defaults)[] Options =
    [
        (DnsOptions.Section, new DnsOptions()),
        (DeliveryOptions.Section, new DeliveryOptions()),
        (LaneOptions.Section, new LaneOptions()),
        (ApprovalOptions.Section, new ApprovalOptions()),
        (PeopleOptions.Section, new PeopleOptions()),
        (AutoStopOptions.Section, new AutoStopOptions()),
        (ExportOptions.Section, new ExportOptions()),
        (RetentionOptions.Section, new RetentionOptions()),
        (GuardOptions.Section, new GuardOptions()),
        (EgressOptions.Section, new EgressOptions()),
        (StorageOptions.Section, new StorageOptions()),
        (KeysOptions.Section, new KeysOptions()),
        (AuditOptions.Section, new AuditOptions()),
        (EmbeddedSiloOptions.Section, new EmbeddedSiloOptions()),
        (ClusterOptions.Section, new ClusterOptions()),
        (TelemetryOptions.Section, new TelemetryOptions()),
    ];

    private static readonly Dictionary<string, string[]> Page = File
        .ReadLines(Repository.PathOf("docs", "options.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[0].Trim('`'), StringComparer.Ordinal);

    [Fact]
    public void The_page_has_every_key_and_no_other() => Assert.Equal(
        Keys().Select(key => key.Name).Order(StringComparer.Ordinal),
        Page.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_has_the_defaults_of_the_code() => Assert.Equal(
        Keys().Select(key => $"{key.Name}: {Text(key.Default)}"),
        Keys().Select(key => $"{key.Name}: {Page.GetValueOrDefault(key.Name)?[DefaultCell]}"));

    [Fact]
    public void The_page_has_the_ranges_of_the_code() => Assert.Equal(
        Keys().Select(key => $"{key.Name}: {Range(key.Property)}"),
        Keys().Select(key => $"{key.Name}: {Page.GetValueOrDefault(key.Name)?[RangeCell]}"));

    [Fact]
    public void No_section_of_options_is_forgotten()
    {
        Type[] anyOfEachAssembly = [typeof(DnsOptions), typeof(LaneOptions)];
        var sections = anyOfEachAssembly
            .SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true });

        Assert.Equal(
            sections.Select(type => type.Name).Order(StringComparer.Ordinal),
            Options.Select(options => options.Defaults.GetType().Name).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Name, PropertyInfo Property, object? Default)> Keys() =>
        Options.SelectMany(options => Keys(options.Section, options.Defaults));

    /// <summary>A record among the values is a section of its own.</summary>
    private static IEnumerable<(string Name, PropertyInfo Property, object? Default)> Keys(string section, object from)
    {
        foreach (var property in from.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = $"{section}:{property.Name}";
            var value = property.GetValue(from);
            var isSection = value is not (null or string or IEnumerable) && !property.PropertyType.IsValueType;
            foreach (var key in isSection ? Keys(name, value!) : [(name, property, value)])
            {
                yield return key;
            }
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        string text => text,
        IDictionary { Count: > 0 } map => string.Join(
            ", ", map.Keys.Cast<object>().Select(key => $"{key}={map[key]}")),
        ICollection { Count: 0 } => "none",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Range(PropertyInfo property) => property.GetCustomAttribute<RangeAttribute>() is { } range
        ? string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}")
        : "–";
}
