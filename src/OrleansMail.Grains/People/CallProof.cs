namespace OrleansMail.People;

/// <summary>What tells calls between the engine's own parts from those of clients: a secret that only silos know.</summary>
internal sealed class CallProof(ICallSecrets secrets)
{
    public const string ContextKey = "mail.proof";

    /// <summary>Marks the calls that follow as the engine's.</summary>
    public void Attach() => RequestContext.Set(ContextKey, secrets.Newest);

    /// <summary>Comes the call that runs now from a part of the engine?</summary>
    public bool IsAttached() => RequestContext.Get(ContextKey) is string shown && secrets.Holds(shown);
}
