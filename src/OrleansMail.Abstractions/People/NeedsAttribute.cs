namespace OrleansMail.People;

/// <summary>The right that a caller from outside needs for a grain method. A method without one cannot be called.</summary>
/// <param name="right">A constant of <see cref="Right"/>.</param>
/// <param name="scope">Where the sending domain is found.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsAttribute(string right, Scope scope) : Attribute
{
    public string Right { get; } = right;

    public Scope Scope { get; } = scope;

    /// <summary>Only reads, and nothing that is somebody's personal data: allowed calls are not audited.</summary>
    public bool Quiet { get; init; }

    /// <summary>Names of the arguments that the audit entry tells, separated by commas; never personal data.</summary>
    public string Tell { get; init; } = "";

    /// <summary>Names of arguments that hold a recipient's address, separated by commas: the audit entry tells them masked.</summary>
    public string Masked { get; init; } = "";

    /// <summary>For a campaign that does not exist the answer is null; without this it is a refusal.</summary>
    public bool NullIfAbsent { get; init; }
}
