using System.CommandLine;

namespace OrleansMail.Commands;

/// <summary>The options of <c>audit verify</c>.</summary>
internal sealed class AuditVerifyOptions
{
    public AuditVerifyOptions() => Checkpoints.Validators.Add(result =>
    {
        if (result.GetResult(PublicKey) is null)
        {
            result.AddError("--checkpoints needs --public-key: without it anybody could have written them.");
        }
    });

    public Option<FileInfo> File { get; } =
        Inputs.File("--file", "An export in JSON lines, to be verified without a silo", required: false);

    public Option<FileInfo> Checkpoints { get; } = Inputs.File(
        "--checkpoints", "The checkpoint file; by default the running silo's, or those inside of the export", required: false);

    public Option<FileInfo> PublicKey { get; } = Inputs.File(
        "--public-key", "The public key of checkpoints in PEM; keep a copy where the silo cannot write", required: false);

    public Option<DateTimeOffset?> Until { get; } = AuditInputs.Instant(
        "--until", "Leaves out checkpoints that were signed later, for an export from before");

    public Option<string> Trail { get; } = AuditInputs.Trail();

    public Symbol[] Symbols => [File, Checkpoints, PublicKey, Until, Trail];
}
