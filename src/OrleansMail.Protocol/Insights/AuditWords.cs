using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>The actions that rules look for, and whom an entry is about.</summary>
internal static class AuditWords
{
    public const string SignIn = "sign-in";
    public const string SignInFailed = "sign-in-failed";
    public const string RightGranted = "right-granted";
    public const string RightRevoked = "right-revoked";
    public const string WarningAccepted = "warning-accepted";
    public const string Submit = "campaign.submit";
    public const string Approve = "campaign.approve";
    public const string Export = "export";
    public const string NotDone = "not-done";

    private const string RecipientsExport = "recipients.export";
    private const string ExportRequest = "Export.Request";

    private static readonly HashSet<string> Reads = new(StringComparer.Ordinal)
    {
        "recipients.read", RecipientsExport, "audit.read", "audit.export", "unmask",
    };

    private static readonly string[] RightSubjects =
        ["campaign", "recipients", "domain", "ip", "user", "key", "audit", "suppression", "cluster"];

    private static readonly string[] RightVerbs =
        ["draft", "submit", "approve", "start", "stop", "read", "import", "export", "manage"];

    public static bool IsRefused(AuditEntry entry) => entry.Result == "Refused";

    /// <summary>The right was used for something near it: to accept a warning, to reject, to withdraw.</summary>
    public static bool IsBeside(AuditEntry entry) =>
        entry.Detail.StartsWith("CampaignReview.", StringComparison.Ordinal)
        || entry.Detail.StartsWith("Campaign.Reject", StringComparison.Ordinal);

    /// <summary>It takes a trail, or a campaign's recipients, out of the system.</summary>
    public static bool IsExport(AuditEntry entry) => entry.Action == Export
        || (entry.Action == RecipientsExport && entry.Detail.StartsWith(ExportRequest, StringComparison.Ordinal));

    /// <summary>It shows somebody what is other people's.</summary>
    public static bool IsRead(AuditEntry entry) => Reads.Contains(entry.Action);

    /// <summary>A word such as <c>campaign.approve</c>; no domain ends like one.</summary>
    public static bool IsRight(string word) =>
        word.Split('.') is [var subject, var verb] && RightSubjects.Contains(subject) && RightVerbs.Contains(verb);

    /// <summary>The person an event is about: <c>user:ada</c> in the target, otherwise the caller.</summary>
    public static string Person(AuditEntry entry) => Named(entry.Target) ?? entry.Caller;

    /// <summary>The name in <c>user:NAME</c> or <c>key:ID</c>; null if it is neither.</summary>
    public static string? Named(string target) =>
        target.StartsWith("user:", StringComparison.Ordinal) ? target["user:".Length..]
        : target.StartsWith("key:", StringComparison.Ordinal) ? target["key:".Length..]
        : null;
}
