namespace OrleansMail.People;

/// <summary>A grain method that needs no right.</summary>
/// <param name="audience">Who may call it.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToAttribute(OpenTo audience) : Attribute
{
    public OpenTo Audience { get; } = audience;
}
