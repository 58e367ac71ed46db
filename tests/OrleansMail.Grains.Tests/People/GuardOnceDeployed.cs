namespace OrleansMail.People;

/// <summary>
/// The call filter of a test's silo, from the moment on at which the silo is up: until then Orleans' own test host looks at
/// it as a client without a token.
/// </summary>
internal sealed class GuardOnceDeployed(CallFilter guard) : IIncomingGrainCallFilter
{
    public bool IsDeployed { get; set; }

    public Task Invoke(IIncomingGrainCallContext context) => IsDeployed ? guard.Invoke(context) : context.Invoke();
}
