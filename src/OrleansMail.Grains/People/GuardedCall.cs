namespace OrleansMail.People;

/// <summary>A call from outside, as the filter looks at it.</summary>
/// <param name="from">Network address that it comes from; empty if it is not known.</param>
internal sealed class GuardedCall(IIncomingGrainCallContext context, string from)
{
    public string From => from;

    /// <summary>The grain's key.</summary>
    public string Key { get; } = context.TargetId.Key.ToString() ?? "";

    public MethodRule Rule { get; } = MethodRule.Of(context.InterfaceMethod);

    public object? FirstArgument => context.Request.GetArgumentCount() > 0 ? context.Request.GetArgument(0) : null;

    /// <summary>Such as <c>campaign:spring</c>.</summary>
    public string Target => $"{context.TargetId.Type}:{Key}";

    /// <summary>The method and those of its arguments that an auditor needs.</summary>
    public string Detail => $"{Rule.Name} {Rule.Tell(context.Request.GetArgument)}".TrimEnd();
}
