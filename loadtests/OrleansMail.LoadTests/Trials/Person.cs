namespace OrleansMail.Trials;

/// <summary>Somebody who signs in by the program's commands, with password, second factor and session in files.</summary>
/// <param name="Name">User name.</param>
/// <param name="Folder">Of this person alone.</param>
internal sealed record Person(string Name, string Folder)
{
    public string PasswordFile => Path.Combine(Folder, "password");

    public string InvitationFile => Path.Combine(Folder, "invitation");

    public string CodesFile => Path.Combine(Folder, "codes");

    /// <summary>What makes a command act as this person.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["XDG_CONFIG_HOME"] = Folder,
        ["ORLEANSMAIL_PASSWORD_FILE"] = PasswordFile,
        ["ORLEANSMAIL_INVITATION_FILE"] = InvitationFile,
        ["ORLEANSMAIL_TOTP_SECRET_FILE"] = Path.Combine(Folder, "factor"),
    };
}
