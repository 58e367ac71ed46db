using System.CommandLine;

namespace OrleansMail.Terminal;

/// <summary>The options that every command understands.</summary>
internal static class GlobalOptions
{
    public const string DataVariable = "ORLEANSMAIL_DATA";

    public static readonly Option<string> Data = new("--data")
    {
        Description = $"The silo's folder (environment: {DataVariable})",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(DataVariable) is { Length: > 0 } folder
            ? folder
            : "./data",
    };

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Machine-readable output: JSON on stdout, everything else on stderr",
        Recursive = true,
    };
}
