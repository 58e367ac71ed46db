namespace OrleansMail.Outcomes;

/// <summary>One row of the bounce table: which reply it is about and what that reply means.</summary>
/// <param name="Line">Line in the table's file, 1-based.</param>
/// <param name="Providers">Globs over site and MX host; <c>*</c> for any.</param>
/// <param name="Text">Null for any text.</param>
/// <param name="Stages">Empty for any stage.</param>
internal sealed record BounceRule(
    string Name,
    int Line,
    string[] Providers,
    string[] Codes,
    EnhancedPattern[] Enhanced,
    ReplyPattern? Text,
    DeliveryStage[] Stages,
    BounceCategory Category,
    BounceActions Actions,
    string Sample)
{
    public bool Matches(in BounceReply reply) =>
        MatchesCode(reply.Code) && MatchesStage(reply.Stage) && MatchesEnhanced(reply) && MatchesProvider(reply)
        && (Text is null || Text.IsMatch(reply.Text));

    private bool MatchesStage(DeliveryStage stage) => Stages.Length == 0 || Array.IndexOf(Stages, stage) >= 0;

    private bool MatchesCode(int code)
    {
        foreach (var pattern in Codes)
        {
            if (pattern is "*" || (pattern[0] - '0' == code / 100 && (pattern[1] is 'x' || Digits(pattern) == code)))
            {
                return true;
            }
        }

        return false;
    }

    private bool MatchesEnhanced(in BounceReply reply)
    {
        foreach (var pattern in Enhanced)
        {
            if (pattern.Matches(reply.Code / 100, reply.Enhanced))
            {
                return true;
            }
        }

        return Enhanced.Length == 0;
    }

    private bool MatchesProvider(in BounceReply reply)
    {
        foreach (var glob in Providers)
        {
            if (glob is "*" || Glob(glob, reply.Provider) || Glob(glob, reply.MxHost))
            {
                return true;
            }
        }

        return false;
    }

    private static int Digits(string pattern) =>
        ((pattern[0] - '0') * 100) + ((pattern[1] - '0') * 10) + (pattern[2] - '0');

    // A star stands only at the front, for any labels.
    private static bool Glob(string glob, string name) => glob[0] == '*'
        ? name.EndsWith(glob[1..], StringComparison.OrdinalIgnoreCase)
        : name.Equals(glob, StringComparison.OrdinalIgnoreCase);
}
