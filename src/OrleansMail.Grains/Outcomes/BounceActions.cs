using System.Globalization;

namespace OrleansMail.Outcomes;

/// <summary>What a bounce rule asks for.</summary>
/// <param name="Suppress"><c>S</c>: suppress the address now.</param>
/// <param name="CountSoft"><c>s</c>: count a soft bounce.</param>
/// <param name="Retry"><c>R</c>: try later, even after a 5yz.</param>
/// <param name="RetryNow"><c>N</c>: try at once in a new transaction.</param>
/// <param name="ShutFor"><c>P15m</c>, <c>P4h</c>: keep this egress address away from the site so long.</param>
/// <param name="StopCampaign"><c>C</c>: stop the campaign.</param>
/// <param name="Alert"><c>A</c>: alert a person.</param>
internal sealed record BounceActions(
    bool Suppress, bool CountSoft, bool Retry, bool RetryNow, TimeSpan? ShutFor, bool StopCampaign, bool Alert)
{
    public static BounceActions Parse(string text)
    {
        var letters = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (Array.Find(letters, letter => letter is not ("S" or "s" or "R" or "N" or "C" or "A") && letter[0] != 'P')
            is { } unknown)
        {
            throw new FormatException($"'{unknown}' is no action");
        }

        var pause = Array.Find(letters, letter => letter[0] == 'P');
        return new BounceActions(
            letters.Contains("S", StringComparer.Ordinal),
            letters.Contains("s", StringComparer.Ordinal),
            letters.Contains("R", StringComparer.Ordinal),
            letters.Contains("N", StringComparer.Ordinal),
            pause is null ? null : Span(pause),
            letters.Contains("C", StringComparer.Ordinal),
            letters.Contains("A", StringComparer.Ordinal));
    }

    private static TimeSpan Span(string pause)
    {
        var number = pause.Length > 2 ? int.Parse(pause.AsSpan(1, pause.Length - 2), CultureInfo.InvariantCulture) : 0;
        return (pause[^1], number) switch
        {
            ('m', > 0) => TimeSpan.FromMinutes(number),
            ('h', > 0) => TimeSpan.FromHours(number),
            _ => throw new FormatException($"'{pause}' is no span: write P15m or P4h"),
        };
    }
}
