using OrleansMail.People;

namespace OrleansMail.Views;

/// <summary>A sealed account as JSON, without its keys.</summary>
/// <param name="File">Where a new key was written; null if none was made or it was shown.</param>
internal sealed record EmergencyView(
    string Name,
    string State,
    string[] Grants,
    string[] SealedBy,
    DateTimeOffset? OpenedAt,
    DateTimeOffset? EndsAt,
    string Reason,
    string? ReviewedBy,
    string Review,
    string? File)
{
    public static EmergencyView Of(EmergencyAccount account, string? file = null) => new(
        account.Name,
        Word(account.Phase),
        Array.ConvertAll(account.Wishes, wish => wish.ToString()),
        account.SealedBy,
        account.OpenedAt,
        account.EndsAt,
        account.Reason,
        account.ReviewedBy,
        account.Review,
        file);

    private static string Word(EmergencyPhase phase) => phase switch
    {
        EmergencyPhase.Void => "void",
        EmergencyPhase.HalfSealed => "half-sealed",
        EmergencyPhase.Sealed => "sealed",
        EmergencyPhase.Open => "open",
        EmergencyPhase.AwaitsReview => "awaits-review",
    };
}
