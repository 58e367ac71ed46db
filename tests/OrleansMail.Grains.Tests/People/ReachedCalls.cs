using System.Reflection;

namespace OrleansMail.People;

/// <summary>Stands right in front of the grains: tells which calls would be carried out, and carries out none of the one
/// that a test watches.</summary>
internal sealed class ReachedCalls : IIncomingGrainCallFilter
{
    /// <summary>The method that is watched.</summary>
    public MethodInfo? Watched { get; set; }

    /// <summary>Runs when a call of it has come through.</summary>
    public Action Arrived { get; set; } = () => { };

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod != Watched || Caller.Current.Name != GuardedCluster.Name)
        {
            return context.Invoke();
        }

        Arrived();
        context.Result = null;
        return Task.CompletedTask;
    }
}
