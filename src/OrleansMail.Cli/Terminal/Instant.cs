using System.CommandLine;
using System.Globalization;

namespace OrleansMail.Terminal;

/// <summary>Instants on the command line: ISO 8601; without an offset they are local time.</summary>
internal static class Instant
{
    public static bool TryParse(string text, out DateTimeOffset instant) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out instant);

    /// <summary>As <see cref="TryParse"/>, but never by the time zone of whichever machine the command is typed on.</summary>
    public static bool TryParseWithOffset(string text, out DateTimeOffset instant) =>
        TryParse(text, out instant)
        && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
        && time.Kind != DateTimeKind.Unspecified;

    /// <summary>An option for a time that others must read the same: without an offset it is refused.</summary>
    public static Option<DateTimeOffset?> OptionWithOffset(string name, string description) => new(name)
    {
        Description = $"{description}, with its offset, such as 2026-04-01T09:30+09:00",
        HelpName = "TIME",
        CustomParser = result =>
        {
            if (!TryParseWithOffset(result.Tokens[0].Value, out var instant))
            {
                result.AddError(
                    $"{name} '{result.Tokens[0].Value}' is no time with an offset; write for example 2026-04-01T09:30+09:00.");
            }

            return instant;
        },
    };

    public static Option<DateTimeOffset?> Option(string name, string description, bool required = false) => new(name)
    {
        Description = $"{description}, such as 2026-04-01T09:30+09:00",
        HelpName = "TIME",
        Required = required,
        CustomParser = result =>
        {
            if (!TryParse(result.Tokens[0].Value, out var instant))
            {
                result.AddError(
                    $"{name} '{result.Tokens[0].Value}' is no time; write for example 2026-04-01T09:30+09:00.");
            }

            return instant;
        },
    };
}
