namespace OrleansMail.People;

/// <summary>A call from outside, as the filter looks at it.</summary>
internal sealed class GuardedCall(IIncomingGrainCallContext context)
{
    /// <summary>The grain's key.</summary>
    public string Key { get; } = context.TargetId.Key.ToString() ?? "";

    public MethodRule Rule { get; } = MethodRule.Of(context.InterfaceMethod);

    public object? FirstArgument => context.Request.GetArgumentCount() > 0 ? context.Request.GetArgument(0) : null;

    /// <summary>Such as <c>campaign:spring</c>.</summary>
    public string Target => $"{context.TargetId.Type}:{Key}";

    /// <summary>The method and those of its arguments that an auditor needs.</summary>
    public string Detail => $"{Rule.Name} {Rule.Tell(context.Request.GetArgument)}".TrimEnd();
}
