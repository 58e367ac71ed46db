using System.Buffers;

namespace OrleansMail.Messages;

/// <summary>Collects the pieces of a campaign's messages; fixed octets that meet become one block.</summary>
internal sealed class PlanBuilder(IReadOnlyList<string> fields)
{
    private readonly List<MessagePiece> _pieces = [];
    private readonly List<ValueForm> _forms = [];
    private readonly ArrayBufferWriter<byte> _fixed = new();

    /// <summary>Where fixed octets go.</summary>
    public IBufferWriter<byte> Fixed => _fixed;

    public ValueForm[] Forms => [.. _forms];

    /// <summary>For each field, whether a plain output needs it filled.</summary>
    public bool[] IsRequired { get; } = new bool[fields.Count];

    public void Add(MessagePiece piece)
    {
        Flush();
        _pieces.Add(piece);
    }

    /// <summary>The number of a form, the same for equal ones.</summary>
    public int Form(ValueForm form)
    {
        if (!_forms.Contains(form))
        {
            _forms.Add(form);
        }

        return _forms.IndexOf(form);
    }

    /// <summary>The segments of a text with their fields looked up; null when only Liquid can render it.</summary>
    public RowSegment[]? Segments(LiquidText text)
    {
        var segments = text.Segments?
            .Select(s => new RowSegment(s.Text, s.Field is null ? -1 : IndexOf(s.Field), s.IsEscaped, s.Code))
            .ToArray();
        foreach (var segment in segments?.Where(segment => segment.Field >= 0) ?? [])
        {
            IsRequired[segment.Field] = true;
        }

        return segments;
    }

    public MessagePiece[] Build()
    {
        Flush();
        return [.. _pieces];
    }

    private int IndexOf(string field) =>
        fields.TakeWhile(f => !f.Equals(field, StringComparison.OrdinalIgnoreCase)).Count();

    private void Flush()
    {
        if (_fixed.WrittenCount > 0)
        {
            _pieces.Add(new FixedPiece(_fixed.WrittenSpan.ToArray()));
            _fixed.ResetWrittenCount();
        }
    }
}
