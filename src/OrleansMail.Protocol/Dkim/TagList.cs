namespace OrleansMail.Dkim;

/// <summary>A tag=value list (RFC 6376 §3.2).</summary>
internal static class TagList
{
    /// <summary>Reads the tags; null when one is malformed or stands there twice.</summary>
    public static Dictionary<string, string>? Read(string text)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in text.Split(';'))
        {
            if (string.IsNullOrWhiteSpace(item))
            {
                continue;
            }

            var equals = item.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !tags.TryAdd(item[..equals].Trim(), item[(equals + 1)..].Trim()))
            {
                return null;
            }
        }

        return tags;
    }

    /// <summary>A value without its folding white space (RFC 6376 §2.8); any other blank stays.</summary>
    public static string Solid(string value) => string.Concat(value.Where(c => c is not (' ' or '\t' or '\r' or '\n')));

    public static byte[]? Base64(string value)
    {
        var solid = Solid(value);
        var octets = new byte[solid.Length];
        var isClean = !solid.Any(char.IsWhiteSpace);
        return isClean && Convert.TryFromBase64String(solid, octets, out var count) ? octets[..count] : null;
    }
}
