using Orleans.Concurrency;

namespace OrleansMail.People;

/// <summary>One person. Key: the user name in lower case, see <see cref="PersonName"/>.</summary>
/// <remarks>
/// Methods about oneself act for the session's own user alone. Methods that change something may be repeated after a
/// timeout; those that answer with a token or codes then make new ones, and the earlier are void or end by themselves.
/// </remarks>
[Alias("mail.IUserGrain")]
public interface IUserGrain : IGrainWithStringKey
{
    /// <summary>Whom a session stands for now. Called by the silo's call filter for every call in this session.</summary>
    /// <param name="tokenHash">SHA-256 of the secret part of the session's token.</param>
    /// <param name="from">Address of the caller, empty if it is not known.</param>
    [Alias("Authenticate"), OpenTo(OpenTo.Engine), AlwaysInterleave]
    Task<Authentication> AuthenticateAsync(byte[] tokenHash, string from);

    /// <summary>Begins a session. Guards itself: counts failures by account, address and in all.</summary>
    [Alias("SignIn"), OpenTo(OpenTo.Anybody)]
    Task<SessionAnswer> SignInAsync(SignIn shown);

    /// <summary>Chooses a password with an invitation, and begins a session.</summary>
    [Alias("Accept"), OpenTo(OpenTo.Anybody)]
    Task<SessionAnswer> AcceptAsync(FirstSignIn shown);

    /// <summary>Ends the session that asks.</summary>
    [Alias("SignOut"), OpenTo(OpenTo.SignedIn)]
    Task SignOutAsync();

    /// <summary>Who one is, and what one may do.</summary>
    [Alias("WhoAmI"), OpenTo(OpenTo.SignedIn), AlwaysInterleave]
    Task<CallerFacts?> WhoAmIAsync();

    /// <summary>Chooses another password; all other sessions end.</summary>
    [Alias("ChangePassword"), OpenTo(OpenTo.SignedIn)]
    Task<SessionAnswer> ChangePasswordAsync(string current, string wanted);

    /// <summary>Shows the second factor again, for what needs a fresh one.</summary>
    [Alias("StepUp"), OpenTo(OpenTo.SignedIn)]
    Task<SessionAnswer> StepUpAsync(string code);

    /// <summary>Makes a secret for an authenticator app; void after 10 minutes unless it is confirmed.</summary>
    /// <param name="code">Of the factor that is there already; empty if there is none.</param>
    [Alias("OfferFactor"), OpenTo(OpenTo.SignedIn)]
    Task<FactorOffer> OfferFactorAsync(string password, string code);

    /// <summary>Takes the offered factor into use; it replaces one that was there. All other sessions end.</summary>
    [Alias("ConfirmFactor"), OpenTo(OpenTo.SignedIn)]
    Task<FactorAnswer> ConfirmFactorAsync(string code);

    /// <summary>Makes new recovery codes; those before are void.</summary>
    [Alias("RenewRecovery"), OpenTo(OpenTo.SignedIn)]
    Task<FactorAnswer> RenewRecoveryAsync(string code);

    /// <summary>One's own sessions.</summary>
    [Alias("Sessions"), OpenTo(OpenTo.SignedIn)]
    Task<SessionView[]> SessionsAsync();

    /// <summary>Ends one of one's own sessions, or all but this one if <paramref name="session"/> is empty.</summary>
    [Alias("EndSession"), OpenTo(OpenTo.SignedIn)]
    Task<int> EndSessionAsync(string session);

    /// <summary>
    /// Invites somebody new, with rights that count from the first sign-in; <c>campaign.approve</c> a day after the second factor
    /// is there, unless <see cref="IPeopleGrain.IsNewAsync"/>.
    /// </summary>
    /// <param name="invitationHash">SHA-256 of the invitation's text, which the inviter's client makes and keeps.</param>
    [Alias("Create"), Needs(Right.UserManage, Scope.Any)]
    Task<UserAnswer> CreateAsync(byte[] invitationHash, Wish[] wishes);

    /// <summary>Has somebody choose a new password; all sessions end. The factor stays.</summary>
    [Alias("Invite"), Needs(Right.UserManage, Scope.Everywhere)]
    Task<UserAnswer> InviteAsync(byte[] invitationHash);

    /// <summary>Takes a lost factor away; then somebody chooses password and factor anew. Two administrators must ask for it
    /// within an hour: the first request only notes it.</summary>
    [Alias("DropFactor"), Needs(Right.UserManage, Scope.Everywhere)]
    Task<UserAnswer> DropFactorAsync(byte[] invitationHash);

    [Alias("Grant"), Needs(Right.UserManage, Scope.Any)]
    Task<UserAnswer> GrantAsync(Wish wish);

    [Alias("Revoke"), Needs(Right.UserManage, Scope.Any)]
    Task<UserAnswer> RevokeAsync(Wish wish);

    /// <summary>Shuts somebody out, or lets in again. All sessions end.</summary>
    [Alias("Disable"), Needs(Right.UserManage, Scope.Everywhere, Tell = "disabled")]
    Task<UserAnswer> DisableAsync(bool disabled);

    /// <summary>Says where somebody may call from; an empty list for anywhere. Checked at every call.</summary>
    [Alias("Allow"), Needs(Right.UserManage, Scope.Everywhere, Tell = "addresses")]
    Task<UserAnswer> AllowAsync(string[] addresses);

    /// <summary>The person without anything secret; null if there is none of that name.</summary>
    [Alias("Show"), Needs(Right.UserManage, Scope.Any, Quiet = true), AlwaysInterleave]
    Task<User?> ShowAsync();

    /// <summary>The rights that count at this moment, whatever the session waits for.</summary>
    [Alias("Grants"), OpenTo(OpenTo.Engine), AlwaysInterleave]
    Task<Grant[]> GrantsAsync();

    /// <summary>Makes this person an administrator: for the first one, whose secret <see cref="IPeopleGrain"/> has checked.</summary>
    [Alias("Found"), OpenTo(OpenTo.Engine)]
    Task<SessionAnswer> FoundAsync(FirstSignIn shown);
}
