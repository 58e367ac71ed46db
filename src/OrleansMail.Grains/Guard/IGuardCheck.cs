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

    /// <summary>Second pass: every row with its rendered mail.</summary>
    void Row(in GuardRow row);

    IEnumerable<GuardFinding> Findings();
}
