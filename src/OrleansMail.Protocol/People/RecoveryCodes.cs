using System.Security.Cryptography;

namespace OrleansMail.People;

/// <summary>Codes on paper for somebody whose authenticator is lost: 80 random bits each, good for one sign-in.</summary>
public static class RecoveryCodes
{
    /// <summary>How many are made at a time.</summary>
    public const int Count = 10;

    private const int Length = 10;
    private const int LettersOfGroup = 4;

    /// <summary>New codes as <c>ABCD-EFGH-IJKL-MNOP</c>.</summary>
    public static string[] Create()
    {
        var codes = new string[Count];
        for (var i = 0; i < codes.Length; i++)
        {
            var letters = Base32.Write(RandomNumberGenerator.GetBytes(Length));
            codes[i] = string.Join('-', letters.Chunk(LettersOfGroup).Select(group => new string(group)));
        }

        return codes;
    }

    /// <summary>What is kept of a code; null if the text is none. 80 random bits need no slow hash.</summary>
    public static byte[]? HashOf(string code) =>
        Base32.TryRead(code, out var octets) && octets.Length == Length ? SHA256.HashData(octets) : null;
}
