using System.CommandLine;
using OrleansMail.Measures;
using OrleansMail.Trials;

namespace OrleansMail.SlowWorlds;

/// <summary><c>slow-world</c>: thousands of sites, of which many are dead, slow or deferring.</summary>
internal static class SlowWorldCommand
{
    private const int DefaultRecipients = 50_000;
    private const int DefaultSites = 10_000;
    private const int DefaultMinutes = 3;

    /// <summary>Beside the soak: the campaign alone, imports, and the end.</summary>
    private static readonly TimeSpan Beside = TimeSpan.FromMinutes(30);

    public static Command Create()
    {
        var recipients = TrialInputs.Number("--recipients", "Recipients of each campaign", DefaultRecipients);
        var sites = TrialInputs.Number(
            "--sites", "Sites: 5 % hang, 5 % close, 10 % take 2 s a reply, 10 % answer 451 first", DefaultSites);
        var minutes = TrialInputs.Number("--minutes", "How long campaign follows campaign", DefaultMinutes);
        var seed = TrialInputs.Number("--seed", "Draws which site is which", 1);
        var latency = TrialInputs.Number("--latency", "Milliseconds that every site holds back its replies, fast ones too", 0);
        var settings = TrialInputs.SiloSettings();
        var program = TrialInputs.Program();
        var report = TrialInputs.Report("slow-world.html");
        var keep = TrialInputs.Keep();
        var command = new Command("slow-world", "Measures what fast sites keep of their rate in a slow world.")
        {
            recipients, sites, minutes, seed, latency, settings, program, report, keep,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new SlowWorldOptions(
                parsed.GetValue(recipients),
                parsed.GetValue(sites),
                TimeSpan.FromMinutes(parsed.GetValue(minutes)),
                parsed.GetValue(seed),
                TimeSpan.FromMilliseconds(parsed.GetValue(latency)),
                parsed.GetValue(settings)!,
                parsed.GetValue(program)!.FullName);
            return TrialRun.CarryAsync(
                "slow-world",
                options.Soak + Beside,
                parsed.GetValue(keep),
                parsed.InvocationConfiguration.Error,
                async (folder, bound) =>
                {
                    var errors = parsed.InvocationConfiguration.Error;
                    var result = await new SlowWorldTrial(options, folder, errors, TimeProvider.System).RunAsync(bound);
                    var machine = Machine.Read();
                    SlowWorldReport.Print(parsed.InvocationConfiguration.Output, result, machine);
                    await File.WriteAllTextAsync(
                        parsed.GetValue(report)!,
                        SlowWorldReport.Render(result, machine, TrialRun.CommandLine(parsed)),
                        bound);
                    return result.Breaches.Count == 0 && !result.Misses().Any();
                },
                cancellation);
        });
        return command;
    }
}
