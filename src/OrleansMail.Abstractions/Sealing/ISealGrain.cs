using OrleansMail.People;

namespace OrleansMail.Sealing;

/// <summary>How stored data is sealed: data keys, each wrapped under a version of the cluster key. Key: 0.</summary>
[Alias("mail.ISealGrain")]
public interface ISealGrain : IGrainWithIntegerKey
{
    /// <summary>How many data keys are wrapped under which version of the cluster key.</summary>
    [Alias("Status"), Needs(Right.KeyManage, Scope.Everywhere, Quiet = true)]
    Task<SealStatus> StatusAsync();

    /// <summary>
    /// Reads the cluster key file anew and wraps every data key under its newest version, while mail is sent. Repeating it
    /// does no harm.
    /// </summary>
    /// <param name="operation">Chosen by the caller.</param>
    [Alias("Rotate"), ResponseTimeout("00:05:00"), Needs(Right.KeyManage, Scope.Everywhere)]
    Task<SealStatus> RotateAsync(Guid operation);
}
