using OrleansMail.People;

namespace OrleansMail.Egress;

/// <summary>An address we send from. Key: the IP address in its canonical text form.</summary>
/// <remarks>Every method may be repeated after a timeout.</remarks>
[Alias("mail.IEgressIpGrain")]
public interface IEgressIpGrain : IGrainWithStringKey
{
    /// <summary>Registers the address, or changes its EHLO name.</summary>
    /// <param name="ehloName">FQDN that resolves to the address and back (RFC 5321 §4.1.4); null keeps the one it
    /// has, or says the address literal (RFC 5321 §4.1.3).</param>
    [Alias("Add"), Needs(Right.IpManage, Scope.Everywhere, Tell = "ehloName")]
    Task<EgressIp> AddAsync(string? ehloName);

    /// <summary>The address's facts; null if it was never added.</summary>
    [Alias("Show"), Needs(Right.IpManage, Scope.Everywhere, Quiet = true)]
    Task<EgressIp?> ShowAsync();

    /// <summary>Stops or allows new leases from this address; null if it was never added.</summary>
    [Alias("Pause"), Needs(Right.IpManage, Scope.Everywhere, Tell = "paused")]
    Task<EgressIp?> PauseAsync(bool paused);
}
