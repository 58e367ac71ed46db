using OrleansMail.Sealing;

namespace OrleansMail.Views;

/// <summary>What wraps the keys of stored data, as JSON.</summary>
/// <param name="Forgotten">Campaigns whose key was destroyed.</param>
/// <param name="Remaining">Keys of which an old copy may still be in the files of the database.</param>
internal sealed record SealView(
    string KeyFile,
    int Newest,
    long Forgotten,
    SealVersionView[] Versions,
    long Remaining,
    DateTimeOffset? RemainingSince,
    string? RemainsBecause)
{
    public static SealView Of(SealStatus status) => new(
        status.KeyFile,
        status.Newest,
        status.Forgotten,
        [.. status.Versions.Select(version => new SealVersionView(version.Version, version.Keys, Use(status, version)))],
        status.Remaining,
        status.RemainingSince,
        status.RemainsBecause);

    private static string Use(SealStatus status, SealVersion version)
    {
        if (version.Version == status.Newest)
        {
            return "wraps";
        }

        return version.Keys > 0 ? "still needed" : "may be taken out";
    }
}
