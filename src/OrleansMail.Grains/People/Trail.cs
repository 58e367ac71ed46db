using OrleansMail.Audit;

namespace OrleansMail.People;

/// <summary>Writes what the call filter cannot see into the trail <c>system</c>. It is durable when the call returns.</summary>
internal static class Trail
{
    public const string SignIn = "sign-in";
    public const string SignInFailed = "sign-in-failed";
    public const string SignOut = "sign-out";
    public const string LockOut = "lock-out";
    public const string FactorAdded = "factor-added";
    public const string FactorShown = "factor-shown";
    public const string FactorDropped = "factor-dropped";
    public const string RecoveryRenewed = "recovery-renewed";
    public const string PasswordChanged = "password-changed";
    public const string SessionEnded = "session-ended";
    public const string RightGranted = "right-granted";
    public const string RightRevoked = "right-revoked";
    public const string EmergencySealed = "emergency-sealed";
    public const string EmergencyOpened = "emergency-opened";
    public const string EmergencyRefused = "emergency-refused";
    public const string EmergencyClosed = "emergency-closed";

    public static Task NoteAsync(
        IGrainFactory grains, Caller caller, string action, string target, string detail,
        AuditResult result = AuditResult.Noted) =>
        grains.GetGrain<IAuditGrain>(IAuditGrain.SystemTrail)
            .AppendAsync(new AuditFact(Guid.NewGuid(), caller, action, target, result, detail));
}
