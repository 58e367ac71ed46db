namespace OrleansMail.People;

/// <summary>What a session waits for before its rights count.</summary>
[GenerateSerializer, Alias("mail.SessionNeeds")]
public enum SessionNeeds
{
    /// <summary>Nothing: all granted rights count.</summary>
    Nothing = 0,

    /// <summary>A second factor must be added first.</summary>
    Factor = 1,

    /// <summary>The password is older than the installation's policy allows.</summary>
    NewPassword = 2,
}
