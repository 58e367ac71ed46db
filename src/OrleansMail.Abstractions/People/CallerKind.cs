namespace OrleansMail.People;

/// <summary>What sort of caller it is.</summary>
[GenerateSerializer, Alias("mail.CallerKind")]
public enum CallerKind
{
    /// <summary>A person in a session.</summary>
    Person = 0,

    /// <summary>A program with an API key; it never approves.</summary>
    Service = 1,

    /// <summary>The engine's own workers.</summary>
    Engine = 2,

    /// <summary>Two people in a sealed account that they have opened; it never approves, and each call has its entry.</summary>
    Emergency = 3,
}
