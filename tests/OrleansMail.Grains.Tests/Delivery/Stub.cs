using System.Reflection;

namespace OrleansMail.Delivery;

/// <summary>Stands in for a wide interface of which a test needs one or two methods.</summary>
public class Stub : DispatchProxy
{
    private Func<MethodInfo, object?[], object?> _answer = (_, _) => null;

    public static T Of<T>(Func<MethodInfo, object?[], object?> answer)
        where T : class
    {
        var stub = Create<T, Stub>();
        ((Stub)(object)stub)._answer = answer;
        return stub;
    }

    /// <summary>A grain factory that knows one grain of each of the given types.</summary>
    public static IGrainFactory Grains(params object[] grains) => Of<IGrainFactory>((method, _) =>
        grains.FirstOrDefault(grain => method.GetGenericArguments()[0].IsInstanceOfType(grain))
            ?? throw new InvalidOperationException($"No grain for {method}."));

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!, args ?? []);
}
