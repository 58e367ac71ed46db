using OrleansMail.People;

namespace OrleansMail.Views;

/// <summary>A user as JSON.</summary>
/// <param name="InvitationFile">Where an invitation was written; null if none was made or it was shown.</param>
internal sealed record UserView(
    string Name,
    string State,
    DateTimeOffset CreatedAt,
    bool HasFactor,
    int RecoveryCodesLeft,
    int Sessions,
    GrantView[] Grants,
    string[] Addresses,
    DateTimeOffset? LockedUntil,
    string? FactorDropAskedBy,
    string? InvitationFile)
{
    public static UserView Of(User user) => Of(user, invitationFile: null);

    public static UserView Of(User user, string? invitationFile) => new(
        user.Name,
        StateOf(user),
        user.CreatedAt,
        user.HasFactor,
        user.RecoveryCodesLeft,
        user.Sessions,
        Array.ConvertAll(user.Grants, GrantView.Of),
        user.Addresses,
        user.LockedUntil,
        user.DropAskedBy,
        invitationFile);

    private static string StateOf(User user) =>
        user.Disabled ? "disabled" : user.IsInvited ? "invited" : "active";
}
