namespace OrleansMail.People;

/// <summary>Names of users and ids of API keys: 1 to 64 of <c>a-z 0-9 . -</c>, a letter or digit at each end.</summary>
/// <remarks>Names stand in the audit trail and in tokens, so they are never e-mail addresses and hold no underscore.</remarks>
public static class PersonName
{
    private const int Longest = 64;

    // The engine's own acts stand under this name in the audit trail.
    private const string Reserved = "engine";

    /// <summary>What is wrong with a name, for people; null if it is one.</summary>
    public static string? Fault(string text)
    {
        if (text == Reserved)
        {
            return "is taken by the engine itself";
        }

        return text.Length is > 0 and <= Longest
            && text.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '-')
            && char.IsAsciiLetterOrDigit(text[0])
            && char.IsAsciiLetterOrDigit(text[^1])
                ? null
                : $"is no name; use 1 to {Longest} of a-z, 0-9, '.' and '-', with a letter or digit at each end";
    }
}
