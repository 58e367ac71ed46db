namespace OrleansMail.AuditKill;

/// <summary>
/// Privileged actions on one subject that nothing else touches, one after the other: each is called once the one before
/// has been answered. A kill cuts the chain somewhere; afterwards the state tells how far it came.
/// </summary>
internal abstract class ActionChain
{
    private int _answered;

    /// <summary>Actions that were answered before the kill.</summary>
    public int Answered => _answered;

    /// <summary>No action of it is left.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Carries the chain through, or as far as the silo lives.</summary>
    public async Task ActAsync(GatewayClient client)
    {
        await RunAsync(client);
        IsDone = true;
    }

    /// <summary>All actions, in their order.</summary>
    protected abstract Task RunAsync(GatewayClient client);

    /// <summary>What the state shows of this subject after the restart.</summary>
    public abstract Task<IReadOnlyList<Effect>> EffectsAsync(GatewayClient client);

    /// <summary>The trail that its entries are in.</summary>
    public abstract string Trail { get; }

    /// <summary>Was the step, counted from 1, answered?</summary>
    protected bool Was(int step) => _answered >= step;

    /// <summary>One action; it must not be refused.</summary>
    protected async Task<T> StepAsync<T>(Task<T> call, Func<T, string?> refusal)
    {
        var answer = await call;
        if (refusal(answer) is { } said)
        {
            throw new Trials.TrialException($"A step of {GetType().Name} was refused: {said}");
        }

        _answered++;
        return answer;
    }
}
