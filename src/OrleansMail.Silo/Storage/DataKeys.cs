using System.Collections.Concurrent;
using System.Security.Cryptography;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>The data keys of a folder: found, made, and unwrapped when they are first needed.</summary>
/// <remarks>A key is used only once it is durable: octets sealed under one that was undone could never be opened.</remarks>
internal sealed class DataKeys(
    IStoreDatabase database, StoreWriters writers, IStoreReaders readers, KeyRemains remains) : IKeyVault
{
    private const int PageSize = 500;

    // Of campaigns that were touched since the start. More than that many are unwrapped again when they are needed.
    private const int Most = 4_096;

    private readonly ConcurrentDictionary<int, DataKey> _byId = new();
    private readonly ConcurrentDictionary<string, DataKey> _byScope = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, DataKey> _byAudience = new();
    private readonly HashSet<string> _forgotten = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _seen;

    private ClusterKeys Cluster => database.Keys;

    /// <summary>The key of a scope, made if there is none; null once it was destroyed.</summary>
    public async ValueTask<DataKey?> GetAsync(string scope)
    {
        if (database.Forgettings != Volatile.Read(ref _seen))
        {
            await readers.RunAsync(session =>
            {
                DropForgotten(session);
                return true;
            });
        }

        if (_byScope.TryGetValue(scope, out var known))
        {
            return known;
        }

        var row = await readers.RunAsync(session => DataKeyTable.Find(session, scope)) ?? await MakeAsync(scope);
        return Remember(row);
    }

    /// <summary>The key of an audience's campaign; null if there is no such audience, or its key was destroyed.</summary>
    public async ValueTask<DataKey?> OfAudienceAsync(long audience)
    {
        if (_byAudience.TryGetValue(audience, out var known))
        {
            return known;
        }

        var campaign = await readers.RunAsync(session => AudienceTable.CampaignOf(session, audience));
        return campaign is null ? null : await OfAudienceAsync(audience, campaign);
    }

    /// <summary>The key for outcomes; those of an audience that is no longer there belong to no campaign.</summary>
    public async ValueTask<DataKey?> OfOutcomesAsync(long audience)
    {
        if (_byAudience.TryGetValue(audience, out var known))
        {
            return known;
        }

        var campaign = await readers.RunAsync(session => AudienceTable.CampaignOf(session, audience));
        return campaign is null ? await GetAsync(KeyScope.Store) : await OfAudienceAsync(audience, campaign);
    }

    /// <summary>Opens octets that stand at a place. What is returned must be disposed of, opened or not.</summary>
    public BorrowedOctets Open(StoreSession session, Place place, ReadOnlySpan<byte> octets, out Opened opened)
    {
        // Nothing is kept of what came in after its key was destroyed.
        opened = octets.IsEmpty ? Opened.Forgotten : Opened.Broken;
        if (SealingKey.DataKeyOf(octets) is not { } id)
        {
            return default;
        }

        if (session.Forgettings != Volatile.Read(ref _seen))
        {
            DropForgotten(session);
        }

        if (!_byId.TryGetValue(id, out var key))
        {
            var row = DataKeyTable.Find(session, id);
            key = row is null ? null : Remember(row);
            opened = row is not null && key is null ? Opened.Forgotten : Opened.Broken;
        }

        if (key is null)
        {
            return default;
        }

        var plain = new BorrowedOctets(octets.Length - SealingKey.Overhead);
        opened = key.TryOpen(place, octets, plain.Span) ? Opened.Plain : Opened.Broken;
        return plain;
    }

    public async Task<string?> ForgetAsync(string campaign)
    {
        var scope = KeyScope.Campaign(campaign);
        await writers.Others.RunAsync(session => DataKeyTable.Forget(session, scope));
        lock (_lock)
        {
            Drop(scope);
        }

        // The files of the database still have the page as it was.
        return await remains.ScrubAsync();
    }

    public Task<string?> RemainsAsync(string campaign) => remains.WhyAsync(KeyScope.Campaign(campaign));

    public async Task<SealStatus> StatusAsync() => await remains.AddToAsync(await readers.RunAsync(session =>
    {
        var counts = DataKeyTable.Versions(session)
            .ToDictionary(found => ClusterKeys.VersionOf(found.Key.Wrapped), found => found.Count);
        _ = counts.Remove(0, out var forgotten);
        var versions = Cluster.Versions.Union(counts.Keys).Order()
            .Select(version => new SealVersion(version, counts.GetValueOrDefault(version)));
        return new SealStatus(Cluster.File.Path, Cluster.Newest, forgotten, [.. versions]);
    }));

    public async Task<SealStatus> RotateAsync()
    {
        Cluster.Reload();
        var newest = Cluster.Newest;
        var after = 0;
        while (true)
        {
            var page = await readers.RunAsync(session => DataKeyTable.ListOthers(session, newest, after, PageSize));
            if (page.Count == 0)
            {
                break;
            }

            var wrapped = page.ConvertAll(row => (Row: row, Wrapped: WrapAnew(row)));
            await writers.Others.RunAsync(session =>
            {
                wrapped.ForEach(pair => DataKeyTable.Replace(session, pair.Row, pair.Wrapped));
                session.NoteRemains(KeyScope.Older);
            });
            after = page[^1].Id;
        }

        // Whoever stole the old version must not find keys wrapped under it in the files.
        await remains.ScrubAsync();
        return await StatusAsync();
    }

    /// <summary>Another silo has destroyed keys.</summary>
    private void DropForgotten(StoreSession session)
    {
        var seen = session.Forgettings;
        var scopes = DataKeyTable.ListForgotten(session);
        lock (_lock)
        {
            foreach (var scope in scopes)
            {
                Drop(scope);
            }

            Volatile.Write(ref _seen, Math.Max(_seen, seen));
        }
    }

    private void Drop(string scope)
    {
        _forgotten.Add(scope);
        foreach (var (audience, key) in _byAudience)
        {
            _ = key.Scope == scope && _byAudience.TryRemove(audience, out _);
        }

        if (_byScope.TryRemove(scope, out var known))
        {
            _byId.TryRemove(known.Id, out _);
            known.Dispose();
        }
    }

    private async ValueTask<DataKey?> OfAudienceAsync(long audience, string campaign)
    {
        var key = await GetAsync(KeyScope.Campaign(campaign));
        if (key is not null)
        {
            lock (_lock)
            {
                if (!_forgotten.Contains(key.Scope))
                {
                    _byAudience[audience] = key;
                }
            }
        }

        return key;
    }

    private async Task<DataKeyRow> MakeAsync(string scope)
    {
        // Another silo may have rotated meanwhile: nothing new is wrapped under a version that is about to be taken out.
        Cluster.Reload();
        var secret = RandomNumberGenerator.GetBytes(ClusterKeyFile.KeyLength);
        var wrapped = Cluster.Wrap(scope, secret);
        CryptographicOperations.ZeroMemory(secret);
        return await writers.Others.RunAsync(session => DataKeyTable.Add(session, scope, wrapped));
    }

    private byte[] WrapAnew(DataKeyRow row)
    {
        var secret = Cluster.Unwrap(row.Scope, row.Wrapped);
        var wrapped = Cluster.Wrap(row.Scope, secret);
        CryptographicOperations.ZeroMemory(secret);
        return wrapped;
    }

    private DataKey? Remember(DataKeyRow row)
    {
        if (row.IsForgotten)
        {
            return null;
        }

        lock (_lock)
        {
            if (_forgotten.Contains(row.Scope))
            {
                return null;
            }

            if (_byId.Count >= Most)
            {
                // Somebody may be using one of them: they are let go, not cleared.
                _byId.Clear();
                _byScope.Clear();
                _byAudience.Clear();
            }

            if (!_byId.TryGetValue(row.Id, out var key))
            {
                key = new DataKey(row.Id, row.Scope, Cluster.Unwrap(row.Scope, row.Wrapped));
                _byId[row.Id] = key;
                _byScope[row.Scope] = key;
            }

            return key;
        }
    }
}
