namespace OrleansMail.Reports;

/// <summary>The kinds of things a directory lists.</summary>
public static class DirectoryKind
{
    public const string Campaign = "campaign";
    public const string Domain = "domain";
    public const string EgressIp = "egress-ip";
    public const string User = "user";
    public const string ApiKey = "api-key";

    /// <summary>Sealed accounts for emergencies.</summary>
    public const string Emergency = "emergency";

    /// <summary>Targets that were stopped; running while the stop is in force.</summary>
    public const string Stop = "stop";

    /// <summary>Campaigns that have an incident file.</summary>
    public const string Incident = "incident";
}
