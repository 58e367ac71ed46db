namespace OrleansMail.AuditKill;

/// <summary>Something that a privileged action has done, as the state shows it, and the entry that it must have.</summary>
/// <param name="Trail">Where its entry must be.</param>
/// <param name="Target">The entry's target.</param>
/// <param name="Method">What the entry's detail begins with, such as <c>User.Grant</c>.</param>
internal sealed record Effect(string Trail, string Target, string Method)
{
    /// <summary>What was answered and is gone: no entry can stand for it.</summary>
    public static Effect Lost(string target, string method) => new("lost", target, $"{method} was answered and is gone");

    /// <summary>The effect that an entry of an allowed call announces.</summary>
    public static Effect Of(string trail, Audit.AuditLine line) => new(trail, line.Target, line.Detail.Split(' ')[0]);

    public override string ToString() => $"{Method} of {Target} in the trail {Trail}";
}
