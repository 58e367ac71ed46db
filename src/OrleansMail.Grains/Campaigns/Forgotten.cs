using System.Globalization;

namespace OrleansMail.Campaigns;

/// <summary>What is said to whoever asks for what a forgotten campaign has no more.</summary>
internal static class Forgotten
{
    public static Refusal Refusal(string campaign, DateTimeOffset at) => new(
        "forgotten",
        string.Create(
            CultureInfo.InvariantCulture,
            $"The campaign '{campaign}' was forgotten on {at.UtcDateTime:yyyy-MM-dd HH:mm}Z: nobody can read its recipients, content "
            + $"and replies any more. What is left are counts (`campaign status`) and the audit trail."),
        "id");
}
