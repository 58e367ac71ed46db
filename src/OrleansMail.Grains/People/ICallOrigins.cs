namespace OrleansMail.People;

/// <summary>Says where a call comes from.</summary>
public interface ICallOrigins
{
    /// <summary>The network address; empty if it is not known.</summary>
    /// <param name="shown">What the client shows; null if it shows nothing.</param>
    string From(string? shown);
}
