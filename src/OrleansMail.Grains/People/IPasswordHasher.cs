namespace OrleansMail.People;

/// <summary>Hashes passwords away from the grains, a few at once. Passwords come prepared by <see cref="PasswordText"/>.</summary>
public interface IPasswordHasher
{
    /// <summary>Asked of those who have proved something already: an invitation, a session, a password. Null when too many wait already.</summary>
    Task<string?> HashAsync(string password);

    /// <summary>Is it the password of that hash? Null when too many wait already.</summary>
    /// <param name="hash">Empty for somebody who has none: the answer is no, and takes as long.</param>
    /// <param name="isKnown">A known device or a session asks: it does not wait behind strangers.</param>
    Task<bool?> VerifyAsync(string password, string hash, bool isKnown);

    /// <summary>Was it made at today's cost? Else it is made anew at the next sign-in.</summary>
    bool IsCurrent(string hash);
}
