namespace OrleansMail.Guard;

/// <summary>
/// One run of one rule over a whole audience; its memory does not grow with the audience beyond a fixed bound.
/// </summary>
public interface IGuardCheck
{
    /// <summary>First pass: addresses and values of every row, nothing rendered yet.</summary>
    void Learn(in GuardRow row)
    {
    }

    /// <summary>Between the passes: the campaign in short, to be compared with earlier ones.</summary>
    void Compare(GuardSketch sketch)
    {
    }

    /// <summary>Second pass: every row with its rendered mail.</summary>
    void Row(in GuardRow row)
    {
    }

    /// <summary>
    /// Second pass: a piece of a row's mail that is not known yet, which is what the row's values made, with a few words
    /// around it. Text of the template is shown once, in the first row that has it.
    /// </summary>
    /// <param name="part"><c>Subject</c>, <c>text</c>, <c>html</c> or <c>header</c>.</param>
    void Piece(in GuardRow row, string part, ReadOnlySpan<char> piece)
    {
    }

    IEnumerable<GuardFinding> Findings();
}
