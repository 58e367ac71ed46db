using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansMail.Recipients;

namespace OrleansMail.Cluster;

/// <summary>Audiences in memory, as far as drafting, importing and accepting need them.</summary>
internal sealed class MemoryAudience : IAudienceStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, (string Campaign, string[] Columns, bool IsStream)> _audiences = [];
    private readonly Dictionary<(long Audience, int Chunk), IReadOnlyList<AudienceRow>> _chunks = [];
    private readonly Dictionary<(long Audience, string Key), (StreamAppend Answer, byte[] Body)> _keys = [];
    private long _last;

    public List<long> Dropped { get; } = [];

    public Task<long> OpenAsync(string campaign, string[] columns, bool isStream)
    {
        lock (_lock)
        {
            _audiences[++_last] = (campaign, columns, isStream);
            return Task.FromResult(_last);
        }
    }

    public Task<ChunkAdded> AddChunkAsync(long audience, int chunk, IReadOnlyList<AudienceRow> rows)
    {
        lock (_lock)
        {
            _chunks.TryAdd((audience, chunk), rows);
            return Task.FromResult(new ChunkAdded(Count(audience), []));
        }
    }

    public Task<AudienceFacts?> FactsAsync(long audience)
    {
        lock (_lock)
        {
            if (!_audiences.TryGetValue(audience, out var found))
            {
                return Task.FromResult<AudienceFacts?>(null);
            }

            var chunks = _chunks.Where(chunk => chunk.Key.Audience == audience).OrderBy(chunk => chunk.Key.Chunk);
            var text = string.Join('\n', chunks.SelectMany(chunk => chunk.Value).Select(
                row => string.Create(CultureInfo.InvariantCulture, $"{row.Address}|{string.Join('|', row.Values)}")));
            return Task.FromResult<AudienceFacts?>(new AudienceFacts(
                audience, found.Campaign, found.Columns, Count(audience), _chunks.Keys.Count(key => key.Audience == audience),
                SHA256.HashData(Encoding.UTF8.GetBytes(text)), found.IsStream, 0, 0));
        }
    }

    public Task DropAsync(long audience)
    {
        lock (_lock)
        {
            _audiences.Remove(audience);
            Dropped.Add(audience);
            return Task.CompletedTask;
        }
    }

    public Task<StreamAppend> AppendAsync(
        long audience, string? key, byte[] bodyHash, AudienceRow row, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (key is not null && _keys.TryGetValue((audience, key), out var before))
            {
                return Task.FromResult(before.Answer with { SameBody = before.Body.SequenceEqual(bodyHash) });
            }

            var number = Count(audience);
            _chunks[(audience, (int)number)] = [row];
            var answer = new StreamAppend(number, now, SameBody: true);
            _keys[(audience, key ?? $"none {number}")] = (answer, bodyHash);
            return Task.FromResult(answer);
        }
    }

    /// <summary>Changes a stored row behind everybody's back.</summary>
    public void Tamper(long audience)
    {
        lock (_lock)
        {
            var key = _chunks.Keys.First(chunk => chunk.Audience == audience);
            _chunks[key] = [.. _chunks[key].Select(row => row with { Address = "other@example.test" })];
        }
    }

    public Task<bool> IsIntactAsync(long audience) => throw new NotSupportedException();

    public Task<AudienceChunk?> LoadAsync(long audience, int chunk, IReadOnlySet<long>? only = null)
    {
        lock (_lock)
        {
            return Task.FromResult(_chunks.TryGetValue((audience, chunk), out var rows)
                ? new AudienceChunk(
                    chunk,
                    [.. rows.Select((row, index) =>
                        only?.Contains(((long)chunk * IAudienceStore.ChunkRows) + index) == false ? AudienceRow.NotRead : row)],
                    IsIntact: true)
                : null);
        }
    }

    public Task<int> RowsAsync(long audience, int chunk)
    {
        lock (_lock)
        {
            return Task.FromResult(_chunks.TryGetValue((audience, chunk), out var rows) ? rows.Count : 0);
        }
    }

    public Task<IReadOnlyList<ChunkClaim>> ClaimAsync(
        long audience, string holder, int max, DateTimeOffset now, DateTimeOffset until, int below = int.MaxValue,
        DateTimeOffset? dueBy = null) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<ChunkClaim>> TakeOverAsync(
        long audience, string holder, int max, DateTimeOffset now, DateTimeOffset until) => throw new NotSupportedException();

    public Task RenewAsync(string holder, DateTimeOffset until) => throw new NotSupportedException();

    public Task FinishAsync(ChunkClaim claim, DateTimeOffset? dueAt) => throw new NotSupportedException();

    public Task ReleaseOthersAsync(string holder) => throw new NotSupportedException();

    public Task<AudienceProgress> ProgressAsync(long audience, DateTimeOffset now) => throw new NotSupportedException();

    private long Count(long audience) =>
        _chunks.Where(chunk => chunk.Key.Audience == audience).Sum(chunk => chunk.Value.Count);
}
