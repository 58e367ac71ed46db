namespace OrleansMail.Hosting;

/// <summary>The addresses this machine sends from.</summary>
public sealed class EgressOptions
{
    public const string Section = "Egress";

    /// <summary>
    /// Addresses as <c>192.0.2.1</c> or <c>192.0.2.1=mail.example.com</c>; registered at start as <c>ip add</c> would.
    /// Default none: those registered by <c>ip add</c>.
    /// </summary>
    public List<string> Addresses { get; set; } = [];

    /// <summary>EHLO name of addresses that name none; null for the address literal (RFC 5321 §4.1.3).</summary>
    public string? EhloName { get; set; }
}
