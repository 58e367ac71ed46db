using OrleansMail.Suppression;

namespace OrleansMail.Views;

/// <summary>A suppressed address as JSON.</summary>
internal sealed record SuppressionView(string Address, string Reason, string Evidence, DateTimeOffset Since)
{
    public static SuppressionView Of(SuppressionEntry entry) =>
        new(entry.Address, entry.Reason, entry.Evidence, entry.Since);
}
