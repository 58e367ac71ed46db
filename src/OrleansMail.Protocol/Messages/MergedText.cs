namespace OrleansMail.Messages;

/// <summary>
/// A finished text as what it was made of: texts of the template, which are the same in every mail, and values between
/// them. Joined only when somebody asks for the whole.
/// </summary>
public sealed class MergedText
{
    private readonly string[] _parts;
    private readonly bool[] _isFixed;
    private string? _whole;

    /// <summary>A text of which nothing more is known.</summary>
    public MergedText(string text)
        : this([text], [])
    {
    }

    internal MergedText(string[] parts, bool[] isFixed)
    {
        (_parts, _isFixed) = (parts, isFixed);
        foreach (var part in parts)
        {
            Length += part.Length;
        }
    }

    /// <summary>The text without a character.</summary>
    public static MergedText Empty { get; } = new(string.Empty);

    /// <summary>Length of the whole, in UTF-16 units.</summary>
    public int Length { get; }

    /// <summary>All parts in order.</summary>
    public ReadOnlySpan<string> Parts => _parts;

    /// <summary>False when the parts of the template cannot be told from values.</summary>
    public bool HasKnownParts => _isFixed.Length > 0;

    public static implicit operator MergedText(string text) => ToMergedText(text);

    public static MergedText ToMergedText(string text) => new(text);

    /// <summary>Is this part one of the template's texts?</summary>
    public bool IsFixed(int part) => HasKnownParts && _isFixed[part];

    /// <summary>The whole text.</summary>
    public override string ToString() => _whole ??= _parts is [var only] ? only : string.Concat(_parts);

    /// <summary>Several texts, each on a line of its own.</summary>
    internal static MergedText Join(MergedText[] texts)
    {
        if (texts is [var only])
        {
            return only;
        }

        var areKnown = texts.All(text => text.HasKnownParts);
        var parts = texts.SelectMany((text, i) => i == 0 ? text._parts : ["\n", .. text._parts]);
        var isFixed = texts.SelectMany((text, i) => i == 0 ? text._isFixed : [true, .. text._isFixed]);
        return new MergedText([.. parts], areKnown ? [.. isFixed] : []);
    }
}
