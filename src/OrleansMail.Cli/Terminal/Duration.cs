using System.CommandLine;
using System.Globalization;

namespace OrleansMail.Terminal;

/// <summary>Durations on the command line: a number and a unit, such as <c>10s</c>, <c>72h</c> or <c>5d</c>.</summary>
internal static class Duration
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        var digits = text.AsSpan().TrimEnd("smhd");
        duration = default;
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > 1_000_000)
        {
            return false;
        }

        TimeSpan? unit = text[digits.Length..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            "d" => TimeSpan.FromDays(1),
            _ => null,
        };
        duration = (unit ?? default) * number;
        return unit is not null;
    }

    /// <summary>As it could be typed: in the largest unit that it is a whole number of.</summary>
    public static string Text(TimeSpan duration)
    {
        (string Name, long Ticks)[] units =
        [
            ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute),
            ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond),
        ];
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        var (name, ticks) = units.FirstOrDefault(unit => duration.Ticks % unit.Ticks == 0, units[^1]);
        return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / ticks}{name}");
    }

    /// <summary>An option that takes a duration; <paramref name="byDefault"/> is for the help alone.</summary>
    public static Option<TimeSpan?> Option(string name, string description, string byDefault) => new(name)
    {
        Description = $"{description}: a number and ms, s, m, h or d; by default {byDefault}",
        HelpName = "DURATION",
        CustomParser = result =>
        {
            if (!TryParse(result.Tokens[0].Value, out var duration))
            {
                result.AddError(
                    $"{name} '{result.Tokens[0].Value}' is no duration; write for example 20ms, 10s, 15m or 72h.");
            }

            return duration;
        },
    };
}
