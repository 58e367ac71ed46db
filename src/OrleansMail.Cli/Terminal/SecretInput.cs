using System.Text;
using OrleansMail.People;

namespace OrleansMail.Terminal;

/// <summary>Asks for secrets: from a file that the environment names, else on the terminal without showing them.</summary>
internal static class SecretInput
{
    public const string PasswordVariable = "ORLEANSMAIL_PASSWORD_FILE";
    public const string NewPasswordVariable = "ORLEANSMAIL_NEW_PASSWORD_FILE";
    public const string InvitationVariable = "ORLEANSMAIL_INVITATION_FILE";
    public const string FactorVariable = "ORLEANSMAIL_TOTP_SECRET_FILE";

    /// <exception cref="IOException">There is neither a file nor a terminal.</exception>
    public static string Ask(string what, string variable) => FromFile(variable) ?? FromTerminal(what, variable);

    /// <summary>A password that is being chosen: on the terminal twice.</summary>
    public static string AskTwice(string what, string variable)
    {
        if (FromFile(variable) is { } given)
        {
            return given;
        }

        var first = FromTerminal(what, variable);
        return FromTerminal($"{what} again", variable) == first
            ? first
            : throw new IOException("the two are not the same; nothing was changed");
    }

    /// <summary>The code of the authenticator app, computed if its secret is in a file. Empty for no factor.</summary>
    public static string Code(TimeProvider clock)
    {
        if (Environment.GetEnvironmentVariable(FactorVariable) is not { Length: > 0 } file)
        {
            return FromFile(PasswordVariable) is null && !Console.IsInputRedirected
                ? FromTerminal("Code of your second factor (Enter if you have none)", FactorVariable)
                : "";
        }

        return File.Exists(file) ? CodeOf(File.ReadAllText(file), file, clock) : "";
    }

    /// <summary>The first code of a new factor; its secret goes to the file that the environment names.</summary>
    public static string FirstCode(string secret, TimeProvider clock)
    {
        if (Environment.GetEnvironmentVariable(FactorVariable) is not { Length: > 0 } file)
        {
            return FromTerminal("Code that the app shows now", FactorVariable);
        }

        PrivateFile.Write(file, secret);
        return CodeOf(secret, file, clock);
    }

    private static string CodeOf(string secret, string file, TimeProvider clock) =>
        Base32.TryRead(secret.Trim(), out var octets)
            ? Totp.Code(octets, Totp.StepAt(clock.GetUtcNow()))
            : throw new IOException($"{file}, named by {FactorVariable}, holds no secret in base 32");

    private static string? FromFile(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } file
            ? File.ReadAllText(file).TrimEnd('\r', '\n')
            : null;

    private static string FromTerminal(string what, string variable)
    {
        if (Console.IsInputRedirected)
        {
            throw new IOException($"there is no terminal to ask on; put it into a file and name that in {variable}");
        }

        Console.Error.Write($"{what}: ");
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                text.Length = Math.Max(0, text.Length - 1);
            }
            else if (key.KeyChar != '\0')
            {
                text.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return text.ToString();
    }
}
