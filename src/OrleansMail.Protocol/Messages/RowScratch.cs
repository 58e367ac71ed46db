using System.Net;
using System.Text;

namespace OrleansMail.Messages;

/// <summary>One row while it is composed, and the memory for it, which a thread uses again for its next row.</summary>
internal sealed class RowScratch : IDisposable
{
    // More than this is not kept: one huge value must not hold memory for ever. Octets.
    private const int LargestKept = 1 << 20;

    [ThreadStatic]
    private static RowScratch? _ofThread;

    private readonly MessageBuffer _forms = new();
    private string[] _values = [];
    private (int Start, int Length)[] _places = [];
    private char[] _characters = new char[1024];
    private byte[] _octets = new byte[4096];
    private MergeContext? _context;
    private ContentBinding? _binding;
    private IReadOnlyList<string> _row = [];
    private (long Second, TimeSpan Offset, string Text) _date = (long.MinValue, default, string.Empty);

    /// <summary>Memory for the octets of a part.</summary>
    public MessageBuffer Octets { get; } = new();

    /// <summary>The row for Liquid; made when first asked for.</summary>
    public MergeContext Context => _context ??= _binding!.Context(_row);

    /// <summary>True when the row needs the slow path after all.</summary>
    public bool IsOdd { get; private set; }

    /// <summary>This thread's scratch; it must be given back by <see cref="Dispose"/>.</summary>
    public static RowScratch Take()
    {
        var scratch = _ofThread ?? new RowScratch();
        _ofThread = null;
        return scratch;
    }

    /// <summary>Reads a row; false when a value needs the slow path.</summary>
    /// <param name="isRequired">For each field, whether some plain output needs it filled.</param>
    public bool TryLoad(ContentBinding binding, IReadOnlyList<string> values, bool[] isRequired)
    {
        (_binding, _row) = (binding, values);
        var columns = binding.Columns;
        if (_values.Length < columns.Count)
        {
            _values = new string[columns.Count];
        }

        for (var i = 0; i < columns.Count; i++)
        {
            var value = columns[i] < values.Count ? LineEnds.ToLf(values[columns[i]]) : string.Empty;
            if (LineEnds.HasControl(value) || HasTornEdge(value) || (isRequired[i] && string.IsNullOrWhiteSpace(value)))
            {
                return false;
            }

            _values[i] = value;
        }

        return true;
    }

    /// <summary>Makes the forms that the body pieces then copy.</summary>
    public void Shape(ValueForm[] forms)
    {
        if (_places.Length < forms.Length)
        {
            _places = new (int Start, int Length)[forms.Length];
        }

        _forms.Reset();
        for (var i = 0; i < forms.Length; i++)
        {
            var start = _forms.Length;
            Shape(forms[i]);
            _places[i] = (start, _forms.Length - start);
        }
    }

    public ReadOnlySpan<byte> Form(int index) =>
        _forms.WrittenSpan.Slice(_places[index].Start, _places[index].Length);

    /// <summary>Fixed text and values as one text; valid until the next call.</summary>
    public Span<char> Gather(RowSegment[] segments)
    {
        var length = 0;
        foreach (var segment in segments)
        {
            var text = Value(segment, isHtml: false);
            if (_characters.Length - length < text.Length)
            {
                Array.Resize(ref _characters, Math.Max(length + text.Length, _characters.Length * 2));
            }

            text.CopyTo(_characters.AsSpan(length));
            length += text.Length;
        }

        return _characters.AsSpan(0, length);
    }

    /// <summary>The text of a Date field; made once for a second.</summary>
    public string Date(DateTimeOffset date)
    {
        if (_date.Second != date.ToUnixTimeSeconds() || _date.Offset != date.Offset)
        {
            _date = (date.ToUnixTimeSeconds(), date.Offset, MessageWriter.Date(date));
        }

        return _date.Text;
    }

    /// <summary>Ends the row: the thread's next one may use the memory.</summary>
    public void Dispose()
    {
        Array.Clear(_values);
        (_context, _binding, _row, IsOdd) = (null, null, [], false);
        if (_forms.Capacity + Octets.Capacity + _octets.Length + (_characters.Length * sizeof(char)) <= LargestKept)
        {
            _ofThread = this;
            return;
        }

        _forms.Dispose();
        Octets.Dispose();
    }

    // A surrogate at an edge could pair with one of a neighbour.
    private static bool HasTornEdge(string value) =>
        value.Length > 0 && (char.IsLowSurrogate(value[0]) || char.IsHighSurrogate(value[^1]));

    private string Value(RowSegment segment, bool isHtml)
    {
        if (segment.Code is not null)
        {
            var output = LiquidText.Render(segment.Code, "template", Context, isHtml);
            IsOdd |= Context.Errors.Count > 0 || output.EndsWith('\r') || HasTornEdge(output);
            return output;
        }

        return segment.Field < 0 ? segment.Text
            : segment.IsEscaped ? WebUtility.HtmlEncode(_values[segment.Field])
            : _values[segment.Field];
    }

    private void Shape(ValueForm form)
    {
        ReadOnlySpan<char> text = Value(form.Source, form.IsHtml);
        var isRaw = form.Source is { IsEscaped: false, Code: null };
        text = form.IsHtml && isRaw ? HtmlText.Escape(text, ref _characters) : text;
        text = form.IsTrimmed ? text.TrimEnd('\n') : text;
        text = text.ContainsAny('\r', '\n') ? LineEnds.ToCrLf(text.ToString()) : text;
        if (!form.IsQuoted)
        {
            _forms.Advance(Encoding.UTF8.GetBytes(text, _forms.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_octets.Length < most)
        {
            _octets = new byte[most];
        }

        var count = Encoding.UTF8.GetBytes(text, _octets);
        QuotedPrintable.Write(_forms, _octets.AsSpan(0, count));
    }
}
