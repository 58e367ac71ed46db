namespace OrleansMail.People;

/// <summary>What a password is judged beside.</summary>
/// <param name="Words">Words that an attacker would try for this person: user name, mail domains, company.</param>
/// <param name="HasSecondFactor">Then 8 code points are enough; else it takes 15 (NIST SP 800-63B-4 §3.1.1.2).</param>
public sealed record PasswordContext(IReadOnlyList<string> Words, bool HasSecondFactor)
{
    public const int ShortestAlone = 15;
    public const int ShortestWithFactor = 8;

    public int Shortest => HasSecondFactor ? ShortestWithFactor : ShortestAlone;
}
