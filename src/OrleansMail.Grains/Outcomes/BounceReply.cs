using System.Globalization;

namespace OrleansMail.Outcomes;

/// <summary>A refusal as the rules look at it: blanks made one space, absent names empty.</summary>
/// <param name="Enhanced">Subject and detail of the enhanced code, null when the reply had none.</param>
internal readonly record struct BounceReply(
    DeliveryStage Stage, int Code, (int Subject, int Detail)? Enhanced, string Text, string Provider, string MxHost)
{
    /// <summary>Longest text looked at, in characters; what decides stands at the front.</summary>
    private const int MaxText = 2_048;

    public static BounceReply Of(AttemptEnd end) => new(
        end.Stage, end.Code, ReadEnhanced(end.Enhanced), OneLine(end.Text), end.Provider, end.MxHost ?? "");

    // The class is not kept: where it disagrees with the reply code the reply code is right (RFC 2034 §4).
    public static (int Subject, int Detail)? ReadEnhanced(string? text)
    {
        var parts = text?.Split('.');
        return parts is { Length: 3 } && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var subject)
            && int.TryParse(parts[2], CultureInfo.InvariantCulture, out var detail)
            ? (subject, detail)
            : null;
    }

    private static string OneLine(string text)
    {
        var cut = text.Length > MaxText ? text[..MaxText] : text;
        return string.Join(' ', cut.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
