using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary>Hands a new secret over once: into a file of the caller's own, or on a terminal; never into a pipe.</summary>
internal static class SecretOutput
{
    /// <summary>Can it be handed over? Asked before it is made; else it was told why not.</summary>
    public static bool IsReady(CommandContext context, string? file)
    {
        if (file is null && !context.Output.IsLive)
        {
            context.Output.Fail("out", "a secret does not go into a pipe: name a new file with --out FILE", "out");
            return false;
        }

        if (file is not null && File.Exists(file))
        {
            context.Output.Fail("out", $"{file} is there already: name a new file", "out");
            return false;
        }

        return true;
    }

    public static void Give(CommandContext context, string? file, string what, string secret)
    {
        if (file is null)
        {
            context.Output.Line($"{what}, shown this once:");
            context.Output.Line("");
            foreach (var line in secret.Split('\n'))
            {
                context.Output.Line(line);
            }

            context.Output.Line("");
            return;
        }

        PrivateFile.WriteNew(file, secret);
        context.Output.Note($"{file}: {what}");
    }
}
