using System.CommandLine;
using OrleansMail.Trials;

namespace OrleansMail.AuditKill;

/// <summary><c>audit-kill</c>: SIGKILL while people act, then every effect held against the audit trail.</summary>
internal static class AuditKillCommand
{
    /// <summary>Less than the hour that a second factor is fresh in a trial.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(50);

    public static Command Create()
    {
        var moments = TrialInputs.Number("--moments", "How often the silo is killed", 100);
        var seed = TrialInputs.Number("--seed", "Draws the moments", 1);
        var workers = TrialInputs.Number("--workers", "How many people act at once", 4);
        var program = TrialInputs.Program();
        var command = new Command(
            "audit-kill", "Kills a silo with SIGKILL while people act and proves that no action is there without its audit entry.")
        {
            moments, seed, workers, program,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new AuditKillOptions(
                parsed.GetValue(moments), parsed.GetValue(seed), parsed.GetValue(workers), parsed.GetValue(program)!.FullName),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellation));
        return command;
    }

    private static Task<int> RunAsync(
        AuditKillOptions options, TextWriter output, TextWriter errors, CancellationToken cancellation) => TrialRun.CarryAsync(
        "audit-kill",
        Longest,
        keep: false,
        errors,
        (folder, bound) => new AuditKillTrial(options, folder, TimeProvider.System).RunAsync(output, bound),
        cancellation);
}
