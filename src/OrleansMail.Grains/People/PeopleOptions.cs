using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace OrleansMail.People;

/// <summary>How people sign in, how long they stay, and what passwords they may choose.</summary>
public sealed class PeopleOptions
{
    public const string Section = "People";

    private const string Off = "off";

    /// <summary>Longest time without a call before a session ends. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan IdleFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Longest session, however busy. Default 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan LongestSession { get; set; } = TimeSpan.FromHours(24);

    /// <summary><see cref="IdleFor"/> of those who manage users or keys. Default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan AdministratorIdleFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary><see cref="LongestSession"/> of those who manage users or keys. Default 12 hours.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan AdministratorLongestSession { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long an invitation counts. Default 3 days.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")]
    public TimeSpan InvitationFor { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long an invitation to choose a new password counts. Default 30 minutes.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan ResetFor { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// How long <c>campaign.approve</c> waits before it counts, after the grant and after an invited person's first second factor:
    /// time for others to see it. As long after the first administrator, invited approvers need not wait. Default 24 hours.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan ApproveGrantDelay { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a sealed account for emergencies stays open. Default 1 hour, which is the most.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "01:00:00")]
    public TimeSpan EmergencyFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long the older secret of a rotated API key still counts. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan KeyOverlap { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Time steps of 30 seconds before and after now whose codes are accepted. Default 1.</summary>
    [Range(0, 1)]
    public int CodeDrift { get; set; } = 1;

    /// <summary><c>off</c>, or <c>days=N</c>: passwords older than that must be changed. Default off, as NIST and OWASP ask.</summary>
    [RegularExpression("off|days=[1-9][0-9]{0,3}")]
    public string Rotation { get; set; } = Off;

    /// <summary>A file of SHA-1 of breached passwords, sorted, in upper-case hex, one a line. Default none.</summary>
    public string? BreachedPasswords { get; set; }

    /// <summary>Words that no password may consist of: company, brands, in every script people write them. Default none.</summary>
    public List<string> Words { get; set; } = [];

    /// <summary>Memory of one password hash in KiB. Default 47,104 (46 MiB); three are made at once at most.</summary>
    [Range(47_104, 1_048_576)]
    public int HashMemory { get; set; } = 47_104;

    /// <summary>Passes of one password hash. Default 1.</summary>
    [Range(1, 20)]
    public int HashPasses { get; set; } = 1;

    /// <summary>Failed sign-ins from one address in a quarter of an hour before it has to wait. Default 30.</summary>
    [Range(5, 100_000)]
    public int FailuresOfAddress { get; set; } = 30;

    /// <summary>The same of one network: /24 of IPv4, /64 of IPv6. Default 100.</summary>
    [Range(5, 100_000)]
    public int FailuresOfNetwork { get; set; } = 100;

    /// <summary>The same in all, on one silo. Then only devices that are known may sign in. Default 1,000.</summary>
    [Range(10, 1_000_000)]
    public int FailuresInAll { get; set; } = 1_000;

    /// <summary>
    /// Refused calls without a token that counts, of one silo in a minute, that get an audit entry each; one entry then counts
    /// the rest. Default 60.
    /// </summary>
    [Range(1, 1_000_000)]
    public int UnknownRefusals { get; set; } = 60;

    /// <summary>The oldest that a password may be; null for any age.</summary>
    internal TimeSpan? LongestPassword() => Rotation == Off
        ? null
        : TimeSpan.FromDays(int.Parse(Rotation.AsSpan("days=".Length), CultureInfo.InvariantCulture));
}
