using System.Security.Cryptography;
using System.Text;
using OrleansMail.Guard;

namespace OrleansMail.Campaigns;

/// <summary>Names a finding for whoever accepts it. The same defect has the same key in every run of the guard.</summary>
internal static class FindingKey
{
    /// <summary>
    /// Rule, field, level and eight hex digits of the message, such as <c>subject/Subject/warn/1f0c2a7b</c>; rows and
    /// counts are no part of it.
    /// </summary>
    public static string Of(GuardFinding finding)
    {
        var message = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(finding.Message)))[..8];
        return $"{finding.Rule}/{(finding.Field ?? "-").Replace('/', '-')}/{Word(finding.Level)}/{message}";
    }

    private static string Word(GuardLevel level) => level switch
    {
        GuardLevel.Info => "info",
        GuardLevel.Warn => "warn",
        GuardLevel.Block => "block",
    };
}
