namespace OrleansMail.People;

/// <summary>Marks every call that starts inside the silo as the engine's, unless it carries somebody's token.</summary>
internal sealed class EngineCallFilter(CallProof proof) : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (RequestContext.Get(CallerToken.ContextKey) is null)
        {
            proof.Attach();
        }

        return context.Invoke();
    }
}
