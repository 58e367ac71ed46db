namespace OrleansMail.Dkim;

/// <summary>The TXT record of a DKIM key as others publish it (RFC 6376 §3.6.1).</summary>
public static class KeyRecord
{
    /// <summary>A value that revokes whatever key was under the selector (RFC 6376 §3.6.1).</summary>
    public const string Revoking = "v=DKIM1; p=";

    /// <summary>Compares what DNS shows with what has to be there.</summary>
    /// <param name="expected">A value as <see cref="DkimKey.DnsRecord"/> makes it.</param>
    /// <param name="found">The TXT records of the name, each joined; null if no server answered.</param>
    public static KeyRecordSight Judge(string expected, IReadOnlyList<string>? found) => found switch
    {
        null => KeyRecordSight.NoAnswer,
        [] => KeyRecordSight.Missing,
        [var only] => Judge(expected, only),
        _ => KeyRecordSight.Several,
    };

    private static KeyRecordSight Judge(string expected, string found)
    {
        // A record whose version stands there and is another, or is not the first tag, is to be ignored.
        var tags = TagList.Read(found);
        if (tags is null || (tags.ContainsKey("v") && (tags["v"] != "DKIM1" || !found.TrimStart().StartsWith('v'))))
        {
            return KeyRecordSight.Different;
        }

        if (!tags.TryGetValue("p", out var key))
        {
            return KeyRecordSight.Different;
        }

        if (TagList.Solid(key).Length == 0)
        {
            return KeyRecordSight.Revoked;
        }

        var wanted = TagList.Read(expected)!;
        if (TagList.Solid(key) != TagList.Solid(wanted["p"])
            || tags.GetValueOrDefault("k", "rsa") != wanted.GetValueOrDefault("k", "rsa")
            || !Lists(tags, "h", "sha256")
            || !(Lists(tags, "s", "email") || Lists(tags, "s", "*")))
        {
            return KeyRecordSight.Different;
        }

        return tags.ContainsKey("t") && Lists(tags, "t", "y") ? KeyRecordSight.Testing : KeyRecordSight.Right;
    }

    /// <summary>A list divided by colons has the word; one that is not there has all words.</summary>
    private static bool Lists(Dictionary<string, string> tags, string tag, string word) =>
        !tags.TryGetValue(tag, out var list) || TagList.Solid(list).Split(':').Contains(word, StringComparer.Ordinal);
}
