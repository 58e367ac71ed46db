using OrleansMail.Dkim;
using OrleansMail.Domains;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary>Prints a sending domain with its records, or that there is none.</summary>
internal static class DomainPrint
{
    public static void Show(CommandContext context, SendingDomain domain)
    {
        var output = context.Output;
        if (output.IsJson)
        {
            output.Json(DomainView.Of(domain), OutputJson.Shared.DomainView);
            return;
        }

        output.Line($"{domain.Domain}: signs with DKIM selector {domain.Selector}, added {Plain.Time(domain.AddedAt)}");
        foreach (var key in domain.Keys ?? [])
        {
            if (Words(domain.Domain, key, context.Clock.GetUtcNow()) is { } words)
            {
                output.Line($"{key.Selector}: {words}");
            }
        }

        output.Line("Publish in DNS:");
        output.Line("");
        foreach (var record in domain.Records)
        {
            output.Line(record.ZoneLine);
        }

        output.Line("");
        output.Line($"Then check with: orleansmail domain check {domain.Domain}");
    }

    /// <summary>What there is to do about a key; null about the one that signs.</summary>
    private static string? Words(string domain, DkimKeyFacts key, DateTimeOffset now) => key switch
    {
        { State: DkimKeyState.Announced, SeenAt: { } seen } =>
            $"announced, in DNS since {Plain.Time(seen)}; signs after 48 hours there, or after "
            + $"`orleansmail domain rotate-dkim {domain} --activate`",
        { State: DkimKeyState.Announced } =>
            "announced, not seen in DNS yet; publish its record, and it signs after 48 hours there, or after "
            + $"`orleansmail domain rotate-dkim {domain} --activate`",
        { State: DkimKeyState.Retired, PublishUntil: { } until } when until > now =>
            $"signs no more; leave its record until {Plain.Time(until)}, for mail on its way",
        { State: DkimKeyState.Retired, PublishUntil: { } until } =>
            $"its record may be removed since {Plain.Time(until)}: publish \"{KeyRecord.Revoking}\" there, or nothing",
        { State: DkimKeyState.Retired } => "signs no more; an earlier release did not note since when",
        { State: DkimKeyState.Revoked, Since: { } at } =>
            $"revoked at {Plain.Time(at)}; publish \"{KeyRecord.Revoking}\" at "
            + $"{key.Selector}._domainkey.{domain} now, or nothing",
        _ => null,
    };

    public static int Missing(CommandContext context, string domain) => context.Output.Fail(
        "not-found", $"{domain} is no sending domain here; add it with `orleansmail domain add {domain}`", "domain");
}
