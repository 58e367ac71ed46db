using System.Globalization;
using System.Text.Json;
using OrleansMail.Trials;

namespace OrleansMail.Kill;

/// <summary>The sink, the folder, the silo's configuration and a campaign that is ready to start.</summary>
internal sealed class KillSetting(KillOptions options, string folder, MailProgram program)
{
    public const string Campaign = "killed";

    public string[] Audience { get; } = [.. Enumerable.Range(0, options.Recipients)
        .Select(index => string.Create(CultureInfo.InvariantCulture, $"customer{index}@receiver.test"))];

    public string AcceptedPath => Path.Combine(folder, "accepted.log");

    /// <summary>Starts the sink and points the silo's configuration at it.</summary>
    public async Task<LongProcess> StartSinkAsync()
    {
        var latency = string.Create(CultureInfo.InvariantCulture, $"{options.SinkLatency.TotalMilliseconds}ms");
        var sink = program.Start(
            "sink.log", "sink", "--port", "0", "--latency", latency, "--accepted", AcceptedPath, "--json");
        var listening = JsonSerializer.Deserialize<JsonElement>(await sink.FirstLineAsync());
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "data", "orleansmail.json"),
            $$"""
            {
              "Delivery": { "Routes": { "*": "{{listening.GetProperty("endpoint").GetString()}}" }, "RetryScale": 0.001 }
            }
            """);
        return sink;
    }

    /// <summary>A campaign, from the draft to the start by a second person.</summary>
    public async Task StartCampaignAsync()
    {
        var content = Path.Combine(folder, "content.eml");
        await File.WriteAllTextAsync(
            content,
            "Subject: Hello {{ name }}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nDear {{ name }},\r\n\r\n"
            + "your number is {{ number }}.\r\n");
        var recipients = Path.Combine(folder, "recipients.csv");
        await File.WriteAllLinesAsync(recipients, Audience.Select((address, index) => string.Create(
            CultureInfo.InvariantCulture, $"{address},Customer {index},{1_000_000 + index}")).Prepend("address,name,number"));

        var staff = await Staff.GatherAsync(program);
        var author = program.As(staff.Author);
        await program.MustAsync(
            "domain", "add", "sender.test", "--unsubscribe-url", "https://unsubscribe.sender.test/u/{token}");
        await program.MustAsync("domain", "rules", "sender.test", "--more", "1");
        await program.MustAsync("ip", "add", "127.0.0.1", "--ehlo", "mta1.sender.test");
        await author.MustAsync(
            "campaign", "create", Campaign, "--from", "News <news@sender.test>", "--content", content,
            "--recipients", recipients, "--in-doubt", options.Resends ? "resend" : "hold", "--hold", "0s");
        await Agreement.ReachAsync(author, program.As(staff.Approver), Campaign);
        await program.MustAsync("campaign", "start", Campaign);
    }
}
