using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OrleansMail.People;

/// <summary>What tells calls between the engine's own parts from those of clients: a secret that only silos know.</summary>
internal sealed class CallProof
{
    public const string ContextKey = "mail.proof";

    // Never leaves the process: one silo, whose workers and grains call one another.
    private readonly string _secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Marks the calls that follow as the engine's.</summary>
    public void Attach() => RequestContext.Set(ContextKey, _secret);

    /// <summary>Comes the call that runs now from a part of the engine?</summary>
    public bool IsAttached() => RequestContext.Get(ContextKey) is string shown
        && CryptographicOperations.FixedTimeEquals(
            MemoryMarshal.AsBytes(shown.AsSpan()), MemoryMarshal.AsBytes(_secret.AsSpan()));
}
