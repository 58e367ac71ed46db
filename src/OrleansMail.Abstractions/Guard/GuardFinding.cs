using System.Globalization;

namespace OrleansMail.Guard;

/// <summary>What one rule found. It names rows and fields, never addresses or values.</summary>
/// <param name="Rule">The rule's name, such as <c>merge-fields</c>.</param>
/// <param name="Row">Line of the audience file, or null when it is about the campaign as a whole.</param>
/// <param name="Count">How many rows have the same defect, at least 1. A defect of the template's own text counts once.</param>
[GenerateSerializer, Immutable, Alias("mail.GuardFinding")]
public sealed record GuardFinding(
    [property: Id(0)] string Rule,
    [property: Id(1)] GuardLevel Level,
    [property: Id(2)] string Message,
    [property: Id(3)] long? Row,
    [property: Id(4)] string? Field,
    [property: Id(5)] long Count)
{
    /// <summary>
    /// Names this finding for whoever accepts it: rule, field, level and eight hex digits of the message, such as
    /// <c>subject/Subject/warn/1f0c2a7b</c>. The same defect has the same key in every run; rows and counts are no part
    /// of it.
    /// </summary>
    public string Key => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rule}/{(Field ?? "-").Replace('/', '-')}/{Word(Level)}/{Hash(Message):x8}");

    private static string Word(GuardLevel level) => level switch
    {
        GuardLevel.Info => "info",
        GuardLevel.Warn => "warn",
        GuardLevel.Block => "block",
    };

    // FNV-1a: it tells a rule's few sentences apart, nothing more.
    private static uint Hash(string text)
    {
        var hash = 2_166_136_261u;
        foreach (var letter in text)
        {
            hash = unchecked((hash ^ letter) * 16_777_619u);
        }

        return hash;
    }
}
