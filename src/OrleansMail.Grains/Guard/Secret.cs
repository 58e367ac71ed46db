using System.Buffers;
using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>Texts that open something: private keys, tokens of well-known services, passwords.</summary>
internal static partial class Secret
{
    private const int MatchTimeout = 1_000;

    // Nearly no mail has any of these; the expression is for those that have.
    private static readonly SearchValues<string> Beginnings = SearchValues.Create(
        ["PRIVATE KEY", "AKIA", "ASIA", "ghp_", "gho_", "github_pat_", "sk_live_", "rk_live_", "xoxb-", "xoxp-", "AIza", "eyJhbGci"],
        StringComparison.Ordinal);

    private static readonly SearchValues<string> Password = SearchValues.Create(["password"], StringComparison.OrdinalIgnoreCase);

    public static bool IsIn(ReadOnlySpan<char> text) => text.ContainsAny(Beginnings) && Key().IsMatch(text);

    public static bool HasPassword(ReadOnlySpan<char> text) =>
        (text.ContainsAny(Password) || text.Contains("パスワード", StringComparison.Ordinal)
            || text.Contains("暗証番号", StringComparison.Ordinal))
        && ToldPassword().IsMatch(text);

    [GeneratedRegex(
        @"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[po]_[A-Za-z0-9]{36}|\bgithub_pat_\w{40,}"
        + @"|\b[sr]k_live_[A-Za-z0-9]{16,}|\bxox[bp]-[A-Za-z0-9-]{20,}|\bAIza[\w-]{35}|\beyJhbGci[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}",
        RegexOptions.None, MatchTimeout)]
    private static partial Regex Key();

    // A word of letters and digits behind the colon; a sentence there tells no password.
    [GeneratedRegex(
        @"(?:パスワード|\bpassword|暗証番号)(?:\s+is)?\s*(?:[:：=]|は[、「『]?)\s*[「『]?(?=[!-~]*\d)[!-~]{4,64}",
        RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex ToldPassword();
}
