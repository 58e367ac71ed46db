namespace OrleansMail.People;

/// <summary>Who may call a grain method that needs no right.</summary>
public enum OpenTo
{
    /// <summary>The engine's own workers and grains, never a caller from outside.</summary>
    Engine = 0,

    /// <summary>Everybody who is signed in, for what concerns themselves.</summary>
    SignedIn = 1,

    /// <summary>Everybody: signing in itself. The method guards itself.</summary>
    Anybody = 2,
}
