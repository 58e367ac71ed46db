using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using OrleansMail.Addresses;

namespace OrleansMail.Audience;

/// <summary>Reads a CSV audience file row by row (RFC 4180); memory does not grow with the file.</summary>
/// <remarks>
/// UTF-8 and CP932, told apart by the content. A row that cannot be used comes out as a <see cref="BadRow"/>, never as
/// an exception. After a quote that is never closed each line is read as a row of its own, so that one bad quote cannot
/// hide the rest of the file. Not safe for concurrent use.
/// </remarks>
public sealed class AudienceReader : IAsyncDisposable
{
    /// <summary>1 MiB: a longer row is bad; a few of them are all the memory a reader needs.</summary>
    public const int MaxRowBytes = 1024 * 1024;

    /// <summary>64 KiB of UTF-8: more than any merge value for a mail.</summary>
    public const int MaxValueBytes = 64 * 1024;

    private const string TooLong = "the row is longer than 1 MiB";

    private static readonly SearchValues<char> Unwanted = SearchValues.Create(string.Concat(
        Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n')))
        + AudienceEncoding.NotDecoded);

    private static readonly CsvReaderOptions Format = new()
    {
        HasHeader = false,
        Separator = ',',
        TrackLineNumbers = true,
        MaxRecordSize = MaxRowBytes,
        Encoding = Encoding.UTF8,
        IncludeValuesInExceptions = false,
    };

    private readonly AudienceText _text;
    private readonly ReplayStream _bytes;
    private readonly Dictionary<long, CsvMalformedReason> _malformed = [];
    private readonly CsvReaderOptions _format;
    private AudienceHeader _header = new(0, []);
    private CsvReader _csv;
    private long _firstOffset;
    private long _linesBefore;
    private bool _lineByLine;

    private AudienceReader(Stream file)
    {
        _text = new AudienceText(file);
        _bytes = new ReplayStream(_text);
        _format = Format with { OnMalformedRecord = bad => _malformed[bad.LineNumber] = bad.Reason };
        _csv = CsvReader.Create(_bytes, _format, leaveOpen: true);
    }

    /// <summary>The merge fields: every column but the address, in file order.</summary>
    public IReadOnlyList<string> Fields { get; private set; } = [];

    /// <summary>
    /// <c>UTF-8</c>, <c>UTF-8 with BOM</c>, <c>CP932</c>, or <c>ASCII</c> as long as nothing else was read.
    /// Final when the last row has been read.
    /// </summary>
    public string EncodingName => _text.Found.Name;

    private long Line => _linesBefore + _csv.LineNumber;

    private long Offset => _firstOffset + _csv.ByteOffset;

    /// <summary>Takes over <paramref name="file"/> and reads its header row.</summary>
    public static async Task<AudienceOpening> OpenAsync(Stream file, CancellationToken cancellationToken = default)
    {
        var reader = new AudienceReader(file);
        var opened = false;
        try
        {
            var reason = await reader.ReadHeaderAsync(cancellationToken);
            opened = reason is null;
            return new AudienceOpening(opened ? reader : null, reason);
        }
        finally
        {
            if (!opened)
            {
                await reader.DisposeAsync();
            }
        }
    }

    /// <summary>Yields the rows in file order; once only.</summary>
    public async IAsyncEnumerable<AudienceItem> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await NextAsync(cancellationToken) is { } item)
        {
            yield return item;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _csv.DisposeAsync();
        await _bytes.DisposeAsync();
    }

    private async ValueTask<string?> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!await _csv.ReadAsync(cancellationToken))
            {
                return "the file is empty";
            }
        }
        catch (CsvFormatException)
        {
            return "the first row is longer than 1 MiB; it must name the columns";
        }

        if (_text.Found == AudienceEncoding.Utf16)
        {
            return "the file is UTF-16; save it as CSV UTF-8";
        }

        if (_malformed.Count > 0)
        {
            return "the quotes in the first row do not match; it must name the columns";
        }

        _header = AudienceHeader.Read(_csv.Current.ToArray(), out var reason) ?? _header;
        Fields = [.. _header.Columns.Where((_, column) => column != _header.AddressColumn)];
        return reason;
    }

    private async ValueTask<AudienceItem?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!await _csv.ReadAsync(cancellationToken))
            {
                return null;
            }
        }
        catch (CsvFormatException tooLong)
        {
            // Only a quoted value reaches over the end of a line.
            var offset = _firstOffset + tooLong.ByteOffset;
            var isOpenQuote = _bytes.HasLineEnd(offset);
            return await PassOverAsync(_linesBefore + tooLong.LineNumber, offset, isOpenQuote, cancellationToken);
        }

        _bytes.Release(Offset);
        if (_malformed.Count > 0 && _malformed.Remove(_csv.LineNumber, out var malformed))
        {
            return malformed == CsvMalformedReason.UnterminatedQuote
                ? await PassOverAsync(Line, Offset, isOpenQuote: true, cancellationToken)
                : new BadRow(Line, Describe(malformed));
        }

        return ReadRow();
    }

    // Goes on behind the first line of a row that has no end, or none within the limit.
    private async ValueTask<AudienceItem> PassOverAsync(
        long line,
        long offset,
        bool isOpenQuote,
        CancellationToken cancellationToken)
    {
        _lineByLine |= isOpenQuote;
        _firstOffset = await _bytes.SkipLineAsync(offset, cancellationToken);
        _linesBefore = line;
        _malformed.Clear();
        await _csv.DisposeAsync();
        _csv = CsvReader.Create(_bytes, _format with { AllowLineBreaksInQuotes = !_lineByLine }, leaveOpen: true);
        return new BadRow(line, isOpenQuote ? Describe(CsvMalformedReason.UnterminatedQuote) : TooLong);
    }

    private AudienceItem ReadRow()
    {
        var columns = _header.Columns;
        if (_csv.RawRecord.Length > MaxRowBytes)
        {
            return new BadRow(Line, TooLong);
        }

        if (_csv.FieldCount != columns.Length)
        {
            return new BadRow(Line, string.Create(
                CultureInfo.InvariantCulture,
                $"the row has {_csv.FieldCount} values, the header names {columns.Length} columns"));
        }

        var values = new string[columns.Length - 1];
        var address = "";
        for (var column = 0; column < columns.Length; column++)
        {
            if (_csv.GetSpan(column).Length > MaxValueBytes)
            {
                return new BadRow(Line, $"{columns[column]}: the value is longer than 64 KiB");
            }

            var value = _csv.GetString(column);
            var unwanted = value.AsSpan().IndexOfAny(Unwanted);
            if (unwanted >= 0)
            {
                return new BadRow(Line, $"{columns[column]}: {Describe(value[unwanted])}");
            }

            if (column == _header.AddressColumn)
            {
                address = value;
            }
            else
            {
                values[column < _header.AddressColumn ? column : column - 1] = value;
            }
        }

        return Mailbox.TryParse(address, out var mailbox, out var reason)
            ? new AudienceRow(Line, mailbox, values)
            : new BadRow(Line, $"{columns[_header.AddressColumn]}: {reason}");
    }

    private string Describe(char unwanted) => AudienceEncoding.NotDecoded.Contains(unwanted)
        ? $"the value has bytes that are not {EncodingName}"
        : string.Create(CultureInfo.InvariantCulture, $"the value has the control character U+{(int)unwanted:X4}");

    private static string Describe(CsvMalformedReason malformed) => malformed switch
    {
        CsvMalformedReason.UnterminatedQuote or CsvMalformedReason.LineBreakInQuotes =>
            "a quote is opened and never closed",
        CsvMalformedReason.TextAfterClosingQuote =>
            "text follows a closing quote; double a quote that belongs to the value",
        _ => "a quote stands inside a value; put the value in quotes and double the quote",
    };
}
