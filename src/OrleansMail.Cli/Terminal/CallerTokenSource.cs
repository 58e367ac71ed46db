using OrleansMail.People;

namespace OrleansMail.Terminal;

/// <summary>Finds whose calls these are: an API key in a file that the environment names, else the session of <c>login</c>.</summary>
internal static class CallerTokenSource
{
    /// <summary>Names the file with a service's API key.</summary>
    public const string KeyVariable = "ORLEANSMAIL_API_KEY_FILE";

    /// <summary>The token to show; null for nobody's.</summary>
    /// <exception cref="IOException">The file holds no token.</exception>
    public static string? Find(SessionStore store, Func<string, string?> environment)
    {
        if (environment(KeyVariable) is not { Length: > 0 } file)
        {
            return store.Token;
        }

        var key = File.ReadAllText(file).Trim();
        return CallerToken.TryParse(key, out var token) && token.Kind == CallerKind.Service
            ? key
            : throw new IOException($"{file}, named by {KeyVariable}, holds no API key");
    }
}
