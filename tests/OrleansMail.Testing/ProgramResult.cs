namespace OrleansMail;

/// <summary>How a program ended and what it said.</summary>
public sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The result itself if the program succeeded; else it throws with all that was said.</summary>
    public ProgramResult Succeeded() => ExitCode == 0
        ? this
        : throw new InvalidOperationException($"Exit code {ExitCode}\n{Output}\n{Errors}");
}
