using System.Security.Cryptography;
using System.Text;
using OrleansMail.Audit;

namespace OrleansMail.Views;

/// <summary>What became of <c>audit verify</c> as JSON. The first four names are a published contract.</summary>
/// <param name="Entries">Entries of all trails.</param>
/// <param name="Head">Of one trail the hash of its last good entry; of several, the SHA-256 over <c>TRAIL HASH</c> lines.</param>
/// <param name="FirstBad">Of the first trail that has one, by name.</param>
/// <param name="Faults">Checkpoints that cannot be believed.</param>
internal sealed record VerifyView(
    bool Ok, long Entries, string Head, long? FirstBad, TrailVerdictView[] Trails, string[] Faults)
{
    public static VerifyView Of(IReadOnlyList<TrailVerdict> trails, IReadOnlyList<string> faults) => new(
        faults.Count == 0 && trails.All(trail => trail.FirstBad is null),
        trails.Sum(trail => trail.Entries),
        trails.Count == 1 ? trails[0].Head : HeadOf(trails),
        trails.FirstOrDefault(trail => trail.FirstBad is not null)?.FirstBad,
        [.. trails.Select(TrailVerdictView.Of)],
        [.. faults]);

    private static string HeadOf(IEnumerable<TrailVerdict> trails)
    {
        var lines = string.Concat(trails.Select(trail => $"{trail.Trail} {trail.Head}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
    }
}
