using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using OrleansMail.Cluster;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>cluster certificates</c>: makes, or renews, what silos and clients show each other.</summary>
internal static class ClusterCertificatesCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--out") { Description = "Where the files go", HelpName = "DIR", Required = true };
        var gateways = new Option<string[]>("--gateway")
        {
            Description = "Address and port of a silo's gateway, for the clients' silo.json; may be repeated",
            HelpName = "ADDRESS:PORT",
        };
        var name = new Option<string>("--name")
        {
            Description = "Cluster:Name of the silos",
            HelpName = "NAME",
            DefaultValueFactory = _ => "orleansmail",
        };
        var days = new Option<int>("--days")
        {
            Description = "How long silo and client certificates count, 1 to 825; the authority counts ten years",
            HelpName = "N",
            DefaultValueFactory = _ => 90,
        };
        return Verb.Local(
            "certificates",
            "Makes certificates for silos and clients. An authority that is in the folder already is used again, to renew them.",
            (context, _) => Task.FromResult(
                Run(context, context.Get(folder), context.Get(name), context.Get(gateways) ?? [], context.Get(days))),
            folder,
            gateways,
            name,
            days);
    }

    private static int Run(CommandContext context, string folder, string name, string[] gateways, int days)
    {
        if (Array.Find(gateways, gateway => !IPEndPoint.TryParse(gateway, out var end) || end.Port == 0) is { } wrong)
        {
            return context.Output.Fail(
                "gateway", $"'{wrong}' is no ADDRESS:PORT; write for example 192.0.2.10:30000", "gateway");
        }

        if (days is < 1 or > 825)
        {
            return context.Output.Fail("days", "A certificate counts for 1 to 825 days", "days");
        }

        try
        {
            Write(folder, name, gateways, days, context.Clock.GetUtcNow());
        }
        catch (CryptographicException fault)
        {
            return context.Output.Fail("authority", $"the authority in {folder} cannot be used: {fault.Message}", "out");
        }

        var view = new CertificatesView(Path.GetFullPath(folder), context.Clock.GetUtcNow().AddDays(days));
        if (context.Output.IsJson)
        {
            context.Output.Json(view, OutputJson.Shared.CertificatesView);
        }
        else
        {
            context.Output.Line($"{view.Folder}: silo.pem, silo.key and ca.pem are for every silo, the folder client for those who work with it.");
            context.Output.Line($"They count until {Plain.Time(view.CountsUntil)}. Keep ca.key away from all of them: it can make new ones.");
        }

        return CommandRun.Done;
    }

    private static void Write(string folder, string name, string[] gateways, int days, DateTimeOffset now)
    {
        var (certificate, key) = (Path.Combine(folder, "ca.pem"), Path.Combine(folder, "ca.key"));
        if (!File.Exists(key))
        {
            using var made = CertificateAuthority.Create(name, now);
            PrivateFile.Write(key, made.KeyPem);
            PrivateFile.Write(certificate, made.CertificatePem);
        }

        using var authority = CertificateAuthority.Open(File.ReadAllText(certificate), File.ReadAllText(key));
        var client = Path.Combine(folder, "client");
        Issue(authority, CertificateRole.Silo, folder, "silo", now, days);
        Issue(authority, CertificateRole.Client, client, "client", now, days);
        PrivateFile.Write(Path.Combine(client, "ca.pem"), authority.CertificatePem);
        if (gateways.Length > 0)
        {
            var file = new SiloFile(string.Join(',', gateways), name, name, 0)
            {
                CertificateFile = "client.pem",
                KeyFile = "client.key",
                AuthorityFile = "ca.pem",
            };
            PrivateFile.Write(
                Path.Combine(client, SiloFile.Name), System.Text.Json.JsonSerializer.Serialize(file, OutputJson.Shared.SiloFile));
        }
    }

    private static void Issue(
        CertificateAuthority authority, string role, string folder, string file, DateTimeOffset now, int days)
    {
        var (certificate, key) = authority.Issue(role, now, TimeSpan.FromDays(days));
        PrivateFile.Write(Path.Combine(folder, $"{file}.key"), key);
        PrivateFile.Write(Path.Combine(folder, $"{file}.pem"), certificate);
    }
}
