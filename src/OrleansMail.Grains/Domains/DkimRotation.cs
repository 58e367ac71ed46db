using OrleansMail.Campaigns;
using OrleansMail.Dkim;

namespace OrleansMail.Domains;

/// <summary>The steps of a DKIM key's life, and how long each takes.</summary>
internal static class DkimRotation
{
    /// <summary>
    /// How long an announced record has to be seen before the engine switches by itself: secondary servers, and resolvers
    /// that remember "there is none" (RFC 2308 §5), may show it later than ours does. A longer TTL of the record counts.
    /// </summary>
    public static readonly TimeSpan SeenFor = TimeSpan.FromDays(2);

    /// <summary>
    /// How long the record of a retired key stays: five days that a receiver's own queue may hold mail back
    /// (RFC 5321 §4.5.4.1), and seven for forwarders, and for whoever looks at it again.
    /// </summary>
    public static readonly TimeSpan PublishFor = TimeSpan.FromDays(12);

    /// <summary>When the engine may switch by itself.</summary>
    public static DateTimeOffset DueAt(DateTimeOffset seenAt, TimeSpan ttl) => seenAt + (ttl > SeenFor ? ttl : SeenFor);

    /// <summary>The key that signs becomes a retired or revoked one, and the announced one signs.</summary>
    public static void Switch(SendingDomainState state, DateTimeOffset now, bool revoke)
    {
        state.Ends[state.Keys[^1].Selector] = new KeyEnd(now, revoke ? now : now + PublishFor, revoke);
        state.Keys.Add(state.Announced!);
        state.Announced = null;
        state.SeenAt = null;
        state.SigningSince = now;
    }

    /// <summary>Why a key cannot sign whose record is not seen as it has to be; null if it is.</summary>
    public static Refusal? Fault(KeyRecordSight sight, string name)
    {
        var what = sight switch
        {
            KeyRecordSight.Right => null,
            KeyRecordSight.Missing => "DNS has no such record; publish it and try again",
            KeyRecordSight.Different => "DNS has another record there, which this key does not fit; replace it",
            KeyRecordSight.Several => "DNS has several records there; leave the one of this key (RFC 6376 §3.6.2.2)",
            KeyRecordSight.Revoked => "DNS has an empty p= there, which revokes the key; publish its record",
            KeyRecordSight.Testing => "DNS has t=y there, with which signatures do not count; take it out",
            KeyRecordSight.NoAnswer => "no DNS server has answered (Dns:Servers); try again",
        };
        return what is null
            ? null
            : new Refusal(
                "dns",
                $"{name}: {what}. The key before goes on signing; `domain show` has the record, `domain check` compares it.",
                "domain");
    }

    /// <summary>The keys of a domain, newest first.</summary>
    public static DkimKeyFacts[] Facts(SendingDomainState state)
    {
        var facts = new List<DkimKeyFacts>();
        if (state.Announced is { } announced)
        {
            facts.Add(new DkimKeyFacts(announced.Selector, DkimKeyState.Announced, state.AnnouncedAt, state.SeenAt));
        }

        var since = state.SigningSince == default ? OneKeySince(state) : state.SigningSince;
        facts.Add(new DkimKeyFacts(state.Keys[^1].Selector, DkimKeyState.Signing, since));
        foreach (var key in state.Keys.SkipLast(1).Reverse())
        {
            facts.Add(state.Ends.GetValueOrDefault(key.Selector) switch
            {
                null => new DkimKeyFacts(key.Selector, DkimKeyState.Retired, null),
                { Revoked: true } end => new DkimKeyFacts(key.Selector, DkimKeyState.Revoked, end.At),
                var end => new DkimKeyFacts(key.Selector, DkimKeyState.Retired, end.At, null, end.PublishUntil),
            });
        }

        return [.. facts];
    }

    /// <summary>The keys whose records have to be published, the one that signs first.</summary>
    public static IEnumerable<SigningKey> Published(SendingDomainState state, DateTimeOffset now)
    {
        yield return state.Keys[^1];
        if (state.Announced is { } announced)
        {
            yield return announced;
        }

        for (var index = state.Keys.Count - 2; index >= 0; index--)
        {
            var key = state.Keys[index];

            // Of one that an earlier release retired only that it was the last is known: its mail may be on its way.
            var stays = state.Ends.TryGetValue(key.Selector, out var end)
                ? !end.Revoked && end.PublishUntil > now
                : index == state.Keys.Count - 2;
            if (stays)
            {
                yield return key;
            }
        }
    }

    private static DateTimeOffset? OneKeySince(SendingDomainState state) => state.Keys.Count == 1 ? state.AddedAt : null;
}
