namespace OrleansMail.People;

/// <summary>Hashes passwords away from the grains, a few at once. Passwords come prepared by <see cref="PasswordText"/>.</summary>
public interface IPasswordHasher
{
    /// <summary>Null when too many wait already.</summary>
    Task<string?> HashAsync(string password);

    /// <summary>Is it the password of that hash? Null when too many wait already.</summary>
    /// <param name="hash">Empty for somebody who has none: the answer is no, and takes as long.</param>
    Task<bool?> VerifyAsync(string password, string hash);

    /// <summary>Was it made at today's cost? Else it is made anew at the next sign-in.</summary>
    bool IsCurrent(string hash);
}
