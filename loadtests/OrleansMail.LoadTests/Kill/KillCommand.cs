using System.CommandLine;
using OrleansMail.Trials;

namespace OrleansMail.Kill;

/// <summary><c>kill</c>: SIGKILL at random moments of a campaign, then every line compared.</summary>
internal static class KillCommand
{
    /// <summary>A trial of twenty kills takes two to three minutes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    public static Command Create()
    {
        var recipients = TrialInputs.Number("--recipients", "Recipients of the campaign", 20_000);
        var moments = TrialInputs.Number("--moments", "How often the silo is killed during it", 20);
        var seed = TrialInputs.Number("--seed", "Draws the moments", 1);
        var latency = TrialInputs.Number("--sink-latency", "Milliseconds that the sink holds back its replies", 20);
        var inDoubt = TrialInputs.Choice("--in-doubt", "What the campaign does with a recipient in doubt", "hold", "resend");
        var program = TrialInputs.Program();
        var command = new Command("kill", "Kills a sending silo with SIGKILL and proves that nobody is lost or sent twice.")
        {
            recipients, moments, seed, latency, inDoubt, program,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new KillOptions(
                parsed.GetValue(recipients),
                parsed.GetValue(moments),
                parsed.GetValue(seed),
                TimeSpan.FromMilliseconds(parsed.GetValue(latency)),
                parsed.GetValue(inDoubt) == "resend",
                parsed.GetValue(program)!.FullName),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellation));
        return command;
    }

    private static Task<int> RunAsync(
        KillOptions options, TextWriter output, TextWriter errors, CancellationToken cancellation) => TrialRun.CarryAsync(
        "kill",
        Longest,
        keep: false,
        errors,
        (folder, bound) => new KillTrial(options, folder, TimeProvider.System).RunAsync(output, bound),
        cancellation);
}
