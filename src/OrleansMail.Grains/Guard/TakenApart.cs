using System.Buffers;
using OrleansMail.Messages;

namespace OrleansMail.Guard;

/// <summary>Some finished mails, each taken apart into what is new in it; see <see cref="TemplateText"/>.</summary>
internal sealed class TakenApart(GuardCampaign campaign)
{
    private readonly TemplateText _subject = new(campaign.Subject);
    private readonly TemplateText _text = new(campaign.Text);
    private readonly TemplateText _html = new(campaign.Html);
    private readonly List<Piece> _pieces = [];
    private readonly ArrayBufferWriter<char> _around = new();
    private GuardRow[] _rows = [];
    private int[] _ends = [];
    private int _count;
    private bool _any;

    /// <summary>The rows that were read last; each knows whether it brings text of the template that none had before.</summary>
    public ReadOnlySpan<GuardRow> Rows => _rows.AsSpan(0, _count);

    /// <summary>Takes these mails apart, in place of those before.</summary>
    public void Read(ReadOnlySpan<GuardRow> rows)
    {
        _count = rows.Length;
        if (_rows.Length < _count)
        {
            (_rows, _ends) = (new GuardRow[_count], new int[_count]);
        }

        _pieces.Clear();
        _around.ResetWrittenCount();
        for (var i = 0; i < _count; i++)
        {
            ref readonly var row = ref rows[i];
            var brings = !_any;
            _any = true;
            brings |= Read(_subject, row.Subject, "Subject");
            brings |= Read(_text, row.Text, "text");
            brings |= Read(_html, row.Html, "html");
            foreach (var header in row.Headers ?? [])
            {
                _pieces.Add(new Piece("header", header, 0, header.Length));
            }

            _rows[i] = row with { BringsText = brings };
            _ends[i] = _pieces.Count;
        }
    }

    /// <summary>Shows each mail and its pieces, in order. Several threads may do so at a time, with a check each.</summary>
    public void Show(IGuardCheck check)
    {
        var next = 0;
        for (var i = 0; i < _count; i++)
        {
            check.Row(_rows[i]);
            for (; next < _ends[i]; next++)
            {
                var piece = _pieces[next];
                var whole = piece.Whole is null ? _around.WrittenSpan : piece.Whole;
                check.Piece(_rows[i], piece.Part, whole.Slice(piece.From, piece.Length));
            }
        }
    }

    private bool Read(TemplateText template, MergedText text, string part)
    {
        if (template.TryReadParts(text, _around))
        {
            Add(template, part, whole: null);
            return false;
        }

        var whole = text.ToString();
        var brings = template.Read(whole);
        Add(template, part, whole);
        return brings;
    }

    private void Add(TemplateText template, string part, string? whole)
    {
        foreach (var (from, to) in template.Pieces)
        {
            _pieces.Add(new Piece(part, whole, from, to - from));
        }
    }

    // Where there is no whole text, the piece is among those that were put together from parts.
    private readonly record struct Piece(string Part, string? Whole, int From, int Length);
}
