using OrleansMail.Outcomes;

namespace OrleansMail.Delivery;

/// <summary>Labels of measurements, made once: one is needed for every mail.</summary>
internal static class Labels
{
    private static readonly KeyValuePair<string, object?>[] Outcomes = Of<OutcomeKind>("outcome");
    private static readonly KeyValuePair<string, object?>[] Categories = Of<BounceCategory>("category");

    public static KeyValuePair<string, object?> Outcome(OutcomeKind kind) => Outcomes[(int)kind];

    public static KeyValuePair<string, object?> Category(BounceCategory category) => Categories[(int)category];

    // The numbers of both are stored and without gaps.
    private static KeyValuePair<string, object?>[] Of<T>(string label)
        where T : struct, Enum =>
        Array.ConvertAll(Enum.GetNames<T>(), name => new KeyValuePair<string, object?>(label, name));
}
