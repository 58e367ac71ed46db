using System.Text;

namespace OrleansMail.Audience;

/// <summary>The bytes of an audience file as UTF-8 without a mark, whatever encoding the file has.</summary>
/// <remarks>
/// ASCII is the same in every encoding that can occur, so nothing is decided until the first byte that is not ASCII,
/// however late it comes. Holds 128 KiB of the file at most.
/// </remarks>
internal sealed class AudienceText(Stream file) : ForwardStream
{
    private const int BlockSize = 128 * 1024;

    // Enough letters to tell the encodings apart beyond doubt.
    private const int WindowSize = 64 * 1024;

    private readonly byte[] _block = new byte[BlockSize];
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private Decoder? _decoder;
    private char[] _chars = [];
    private byte[] _converted = [];
    private Memory<byte> _ready;
    private int _start;
    private int _end;
    private bool _started;
    private bool _fileEnded;
    private bool _flushed;
    private int _needed = 1;

    /// <summary>What has been found so far: ASCII until the first byte that is not.</summary>
    public AudienceEncoding Found { get; private set; } = AudienceEncoding.Ascii;

    private Span<byte> Waiting => _block.AsSpan(_start.._end);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_started)
        {
            _started = true;
            await FillAsync(3, cancellationToken);
            if (AudienceEncoding.FromMark(Waiting) is { } marked)
            {
                _start += marked.Encoding.Preamble.Length;
                Use(marked);
            }
        }

        while (_ready.IsEmpty)
        {
            if (_end - _start < _needed)
            {
                await FillAsync(_needed, cancellationToken);
            }

            if (_start == _end && (_decoder is null || _flushed))
            {
                return 0;
            }

            if (_decoder is null)
            {
                await PassAsciiAsync(cancellationToken);
            }
            else
            {
                Convert(_decoder);
            }
        }

        var count = Math.Min(buffer.Length, _ready.Length);
        _ready[..count].CopyTo(buffer);
        _ready = _ready[count..];
        return count;
    }

    public override async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        await base.DisposeAsync();
    }

    // What is ready lies in the block itself; it is handed out before the block is filled again.
    private async ValueTask PassAsciiAsync(CancellationToken cancellationToken)
    {
        var other = Waiting.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        if (other != 0)
        {
            var count = other < 0 ? Waiting.Length : other;
            _ready = _block.AsMemory(_start, count);
            _start += count;
            return;
        }

        await FillAsync(WindowSize, cancellationToken);
        Use(AudienceEncoding.Detect(Waiting));
    }

    private void Use(AudienceEncoding encoding)
    {
        Found = encoding;
        _decoder = encoding.Encoding.GetDecoder();
        _chars = new char[encoding.Encoding.GetMaxCharCount(BlockSize)];
        _converted = new byte[Encoding.UTF8.GetMaxByteCount(BlockSize)];
    }

    private void Convert(Decoder decoder)
    {
        var bytes = Waiting;
        _needed = 1;
        if (Found == AudienceEncoding.Cp932 && AudienceEncoding.MarkBrokenPairs(bytes) && !_fileEnded)
        {
            // A lead byte waits until its trail byte can be seen beside it.
            bytes = bytes[..^1];
            _needed = 2;
        }

        _start += bytes.Length;
        _flushed = _fileEnded;
        var chars = decoder.GetChars(bytes, _chars, _flushed);
        _ready = _converted.AsMemory(0, _encoder.GetBytes(_chars.AsSpan(0, chars), _converted, _flushed));
    }

    private async ValueTask FillAsync(int wanted, CancellationToken cancellationToken)
    {
        Waiting.CopyTo(_block);
        (_start, _end) = (0, _end - _start);
        while (_end < wanted && !_fileEnded)
        {
            var count = await file.ReadAsync(_block.AsMemory(_end), cancellationToken);
            _fileEnded = count == 0;
            _end += count;
        }
    }
}
