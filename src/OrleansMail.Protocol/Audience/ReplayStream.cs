namespace OrleansMail.Audience;

/// <summary>Keeps what was read since the last release, so that reading can start again behind a broken row.</summary>
/// <remarks>Offsets count from the start of the source; memory is what lies between release and read.</remarks>
internal sealed class ReplayStream(Stream source) : ForwardStream
{
    private const int BlockSize = 4096;

    private byte[] _kept = new byte[64 * 1024];
    private long _keptFrom;
    private int _keptLength;
    private long _position;
    private long _released;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var at = (int)(_position - _keptFrom);
        if (at == _keptLength)
        {
            await KeepMoreAsync(buffer.Length, cancellationToken);
            at = (int)(_position - _keptFrom);
        }

        var count = Math.Min(buffer.Length, _keptLength - at);
        _kept.AsMemory(at, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <summary>Bytes before this offset are no longer needed.</summary>
    public void Release(long offset) => _released = offset;

    /// <summary>Whether a line ends among the bytes kept from this offset on.</summary>
    public bool HasLineEnd(long offset) =>
        _kept.AsSpan((int)(offset - _keptFrom).._keptLength).ContainsAny((byte)'\r', (byte)'\n');

    /// <summary>Goes back to the line that holds this offset and on to the start of the next one.</summary>
    /// <returns>The offset of that start, or of the end.</returns>
    public async ValueTask<long> SkipLineAsync(long offset, CancellationToken cancellationToken)
    {
        _position = offset;
        var block = new byte[BlockSize];
        while (true)
        {
            _released = _position;
            var count = await ReadAsync(block, cancellationToken);
            var end = block.AsSpan(0, count).IndexOfAny((byte)'\r', (byte)'\n');
            if (count == 0)
            {
                return _position;
            }

            if (end >= 0)
            {
                _position -= count - end - 1;
                await SkipLineFeedAsync(block[end] == '\r', block, cancellationToken);
                return _position;
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await base.DisposeAsync();
    }

    private async ValueTask SkipLineFeedAsync(bool isPossible, byte[] block, CancellationToken cancellationToken)
    {
        if (isPossible && await ReadAsync(block.AsMemory(0, 1), cancellationToken) == 1 && block[0] != '\n')
        {
            _position--;
        }
    }

    private async ValueTask KeepMoreAsync(int count, CancellationToken cancellationToken)
    {
        var obsolete = (int)(Math.Min(_released, _position) - _keptFrom);
        if (obsolete > 0)
        {
            _kept.AsSpan(obsolete.._keptLength).CopyTo(_kept);
            _keptFrom += obsolete;
            _keptLength -= obsolete;
        }

        if (_kept.Length - _keptLength < count)
        {
            Array.Resize(ref _kept, Math.Max(2 * _kept.Length, _keptLength + count));
        }

        _keptLength += await source.ReadAsync(_kept.AsMemory(_keptLength, count), cancellationToken);
    }
}
