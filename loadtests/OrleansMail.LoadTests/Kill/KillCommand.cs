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

    private static async Task<int> RunAsync(
        KillOptions options, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("orleansmail-kill-");
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(Longest);
        try
        {
            if (!await new KillTrial(options, folder.FullName, TimeProvider.System).RunAsync(output, bound.Token))
            {
                await errors.WriteLineAsync($"A promise was broken; all files are in {folder.FullName}.");
                return 1;
            }

            folder.Delete(recursive: true);
            return 0;
        }
        catch (Exception fault) when (fault is TrialException or TimeoutException or OperationCanceledException)
        {
            await errors.WriteLineAsync($"The trial ended early: {fault.Message} All files are in {folder.FullName}.");
            return 1;
        }
    }
}
