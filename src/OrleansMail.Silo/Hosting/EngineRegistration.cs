using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Delivery;
using OrleansMail.Dns;
using OrleansMail.Domains;
using OrleansMail.Guard;
using OrleansMail.Incidents;
using OrleansMail.Lanes;
using OrleansMail.People;
using OrleansMail.Retention;
using OrleansMail.Sealing;
using OrleansMail.Telemetry;

namespace OrleansMail.Hosting;

/// <summary>Wires the engine: options, resolver, delivery worker.</summary>
internal static class EngineRegistration
{
    public static void AddMailEngine(
        this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        AddOptions<DeliveryOptions, DeliveryOptionsValidator>(services, configuration, DeliveryOptions.Section);
        AddOptions<LaneOptions, LaneOptionsValidator>(services, configuration, LaneOptions.Section);
        AddOptions<ApprovalOptions, ApprovalOptionsValidator>(services, configuration, ApprovalOptions.Section);
        AddOptions<AutoStopOptions, AutoStopOptionsValidator>(services, configuration, AutoStopOptions.Section);
        AddOptions<ExportOptions, ExportOptionsValidator>(services, configuration, ExportOptions.Section);
        AddOptions<GuardOptions, GuardOptionsValidator>(services, configuration, GuardOptions.Section);
        AddOptions<DnsOptions, DnsOptionsValidator>(services, configuration, DnsOptions.Section);
        AddOptions<PeopleOptions, PeopleOptionsValidator>(services, configuration, PeopleOptions.Section);
        CheckBreached(MailSilo.Section<PeopleOptions>(configuration, PeopleOptions.Section).BreachedPasswords);
        var egress = MailSilo.Section<EgressOptions>(configuration, EgressOptions.Section);
        services.AddSingleton(Query);
        services.AddSingleton(provider => Resolver(provider, egress));
        services.AddCallFilters();
        AddOptions<AuditOptions, AuditOptionsValidator>(services, configuration, AuditOptions.Section);
        services.AddAudit(dataFolder);
        services.AddDelivery();
        services.AddPeople();
        AddOptions<RetentionOptions, RetentionOptionsValidator>(services, configuration, RetentionOptions.Section);
        services.AddHostedService<RetentionPasses>();
        services.AddHostedService<DkimPasses>();
        services.AddHostedService<KeyRemainsPasses>();
    }

    private static void CheckBreached(string? list)
    {
        if (list is not null && !BreachedPasswords.TryOpen(list, out var reason))
        {
            throw new ConfigurationException($"People:BreachedPasswords: '{list}' cannot be used: {reason}.");
        }
    }

    // RFC 5321 §5.1: mail to a host that is ourselves would come back. Loopback is nobody's MX but in trials.
    private static IEnumerable<(IPAddress? Address, string? Name)> Own(EgressOptions egress) =>
        from entry in egress.Addresses
        let parts = entry.Split('=', 2)
        let address = IPAddress.TryParse(parts[0], out var parsed) && !IPAddress.IsLoopback(parsed) ? parsed : null
        select (address, parts.Length == 2 ? parts[1].ToLowerInvariant() : egress.EhloName?.ToLowerInvariant());

    private static void AddOptions<TOptions, TValidator>(
        IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class, new()
        where TValidator : class, IValidateOptions<TOptions>
    {
        // Read once: the options are frozen for the life of the process, and a typo stops the start.
        var options = MailSilo.Section<TOptions>(configuration, section);
        services.AddSingleton(Options.Create(options));
        var validator = Activator.CreateInstance<TValidator>();
        if (validator.Validate(null, options) is { Failed: true } result)
        {
            throw new ConfigurationException($"Section {section}: {result.FailureMessage}");
        }
    }

    private static IDnsQuery Query(IServiceProvider provider)
    {
        var dns = provider.GetRequiredService<IOptions<DnsOptions>>().Value;
        var servers = new List<IPEndPoint>();
        foreach (var text in dns.Servers)
        {
            servers.Add(ResolverQuery.TryParseServer(text, out var server)
                ? server
                : throw new ConfigurationException($"Dns:Servers: '{text}' is not ADDRESS or ADDRESS:PORT."));
        }

        return new MeasuredDns(
            new ResolverQuery(servers, dns.Timeout),
            provider.GetRequiredService<IMeterFactory>(),
            provider.GetRequiredService<TimeProvider>());
    }

    private static MxResolver Resolver(IServiceProvider provider, EgressOptions egress)
    {
        var delivery = provider.GetRequiredService<IOptions<DeliveryOptions>>().Value;
        if (!RouteTable.TryParse(delivery.Routes, out var routes, out var reason))
        {
            throw new ConfigurationException($"Delivery:Routes: {reason}");
        }

        var options = new MxResolverOptions
        {
            Addresses = new AddressPolicy(delivery.AllowPrivate),
            Routes = routes,
            OwnNames = [.. Own(egress).Select(own => own.Name).OfType<string>()],
            OwnAddresses = [.. Own(egress).Select(own => own.Address).OfType<IPAddress>()],
        };
        return new MxResolver(
            provider.GetRequiredService<IDnsQuery>(), options, provider.GetRequiredService<TimeProvider>(), Random.Shared);
    }
}
