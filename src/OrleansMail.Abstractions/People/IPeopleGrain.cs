using Orleans.Concurrency;

namespace OrleansMail.People;

/// <summary>Who the administrators are, and lists of users and keys. Key: 0.</summary>
[Alias("mail.IPeopleGrain")]
public interface IPeopleGrain : IGrainWithIntegerKey
{
    /// <summary>Makes the first administrator and begins a session. Guards itself by the secret.</summary>
    [Alias("First"), OpenTo(OpenTo.Anybody)]
    Task<SessionAnswer> FirstAsync(string name, FirstSignIn shown);

    /// <summary>All users by name; none of it is secret.</summary>
    [Alias("Users"), Needs(Right.UserManage, Scope.Any, Quiet = true), AlwaysInterleave]
    Task<User[]> UsersAsync();

    /// <summary>All API keys by id, without their secrets.</summary>
    [Alias("Keys"), Needs(Right.KeyManage, Scope.Any, Quiet = true), AlwaysInterleave]
    Task<ApiKey[]> KeysAsync();

    /// <summary>All sealed accounts by name; none of it is secret.</summary>
    [Alias("Emergencies"), Needs(Right.UserManage, Scope.Everywhere, Quiet = true), AlwaysInterleave]
    Task<EmergencyAccount[]> EmergenciesAsync();

    /// <summary>Is there an administrator who can sign in? For the start of a silo.</summary>
    [Alias("HasAdministrator"), OpenTo(OpenTo.Engine)]
    Task<bool> HasAdministratorAsync();

    /// <summary>Says which secret makes the first administrator. Without effect when there is one.</summary>
    [Alias("OfferFirst"), OpenTo(OpenTo.Engine)]
    Task OfferFirstAsync(byte[] secretHash);

    /// <summary>
    /// Is it less than <c>People:ApproveGrantDelay</c> since the first administrator could sign in? Then who is invited to approve
    /// need not wait: there is nobody yet who could look.
    /// </summary>
    [Alias("IsNew"), OpenTo(OpenTo.Engine), AlwaysInterleave]
    Task<bool> IsNewAsync();

    /// <summary>Notes that a user is an administrator who can sign in.</summary>
    [Alias("Join"), OpenTo(OpenTo.Engine)]
    Task JoinAsync(string name);

    /// <summary>Asks whether a user may stop being one. False for the last: then nothing may be changed.</summary>
    [Alias("Leave"), OpenTo(OpenTo.Engine)]
    Task<bool> LeaveAsync(string name);
}
