using Orleans.Concurrency;

namespace OrleansMail.People;

/// <summary>
/// A sealed account for emergencies: it opens with two keys that two administrators have made, for at most an hour, when
/// sign-in, factors or address lists do not work any more. Key: the account's name, see <see cref="PersonName"/>.
/// </summary>
/// <remarks>
/// Every call that it makes has its audit entry, quiet ones too. Nobody knows which two people hold the keys: it never
/// approves. Every method may be repeated after a timeout.
/// </remarks>
[Alias("mail.IEmergencyGrain")]
public interface IEmergencyGrain : IGrainWithStringKey
{
    /// <summary>Whom an open account stands for now. Called by the silo's call filter for every call.</summary>
    /// <param name="tokenHash">SHA-256 of the secret part of the token.</param>
    /// <param name="from">Address of the caller; no list of addresses counts here.</param>
    [Alias("Authenticate"), OpenTo(OpenTo.Engine), AlwaysInterleave]
    Task<Authentication> AuthenticateAsync(byte[] tokenHash, string from);

    /// <summary>
    /// Adds one key: the first administrator's says what the account may do, a second administrator's for the same rights
    /// seals it. What was opened is sealed anew after its review only.
    /// </summary>
    /// <param name="keyHash">SHA-256 of the key's text, which the administrator's client makes and keeps.</param>
    /// <param name="wishes">Never <c>campaign.approve</c>.</param>
    [Alias("Seal"), Needs(Right.UserManage, Scope.Everywhere)]
    Task<EmergencyAnswer> SealAsync(byte[] keyHash, Wish[] wishes);

    /// <summary>
    /// Opens it. The time begins with the first opening; opening again with the same keys gives another token for what is
    /// left of it.
    /// </summary>
    /// <param name="first">The text of one key.</param>
    /// <param name="second">The text of the other.</param>
    /// <param name="reason">1 to 512 printable characters.</param>
    [Alias("Open"), OpenTo(OpenTo.Anybody)]
    Task<SessionAnswer> OpenAsync(string first, string second, string reason);

    /// <summary>What an open account may do, for whoever has opened it; null for everybody else.</summary>
    [Alias("WhoAmI"), OpenTo(OpenTo.SignedIn), AlwaysInterleave]
    Task<CallerFacts?> WhoAmIAsync();

    /// <summary>Ends an open account before its time: for whoever has opened it.</summary>
    [Alias("Close"), OpenTo(OpenTo.SignedIn)]
    Task<EmergencyAnswer> CloseAsync();

    /// <summary>
    /// Somebody has looked at all that was done; the keys are void for good. What is still open ends by it.
    /// </summary>
    /// <param name="reason">What was found, 1 to 512 printable characters.</param>
    [Alias("Review"), Needs(Right.UserManage, Scope.Everywhere, Tell = "reason")]
    Task<EmergencyAnswer> ReviewAsync(string reason);

    /// <summary>The account without anything secret; null if there is none of that name.</summary>
    [Alias("Show"), Needs(Right.UserManage, Scope.Everywhere, Quiet = true), AlwaysInterleave]
    Task<EmergencyAccount?> ShowAsync();
}
