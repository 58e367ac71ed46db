using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit.Text;

namespace OrleansMail.Guard;

/// <summary>What a reader of an HTML mail sees, and where its links lead.</summary>
internal sealed partial class HtmlPage
{
    // Below this a reader does not see it as text (px).
    private const double SmallestFont = 9;

    // Deeper nesting than any mail has; further elements are seen as their parent is.
    private const int MaxDepth = 500;

    private static readonly HashSet<string> Unseen = new(StringComparer.OrdinalIgnoreCase)
    {
        "head", "title", "style", "script", "noscript", "template",
    };

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "br", "tr", "table", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "section", "td",
        "th", "body", "center", "blockquote",
    };

    private static readonly HashSet<string> Void = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    };

    private readonly StringBuilder _visible = new();
    private readonly StringBuilder _hidden = new();
    private readonly List<HtmlLink> _links = [];
    private readonly Stack<(string Name, bool Hides, bool Small)> _open = new();
    private readonly StringBuilder _linkText = new();
    private string? _href;
    private int _hiding;

    public string VisibleText { get; private set; } = "";

    /// <summary>Text that is in the mail, but not to be seen.</summary>
    public string HiddenText { get; private set; } = "";

    public IReadOnlyList<HtmlLink> Links => _links;

    /// <summary>Pictures that a reader without pictures learns nothing about; invisible counters left out.</summary>
    public int ImagesWithoutAlt { get; private set; }

    /// <summary>Elements that mail programs take out: scripts, forms, frames.</summary>
    public int DeadElements { get; private set; }

    public static HtmlPage Read(string html)
    {
        var page = new HtmlPage();
        var tokenizer = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true };
        while (tokenizer.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlTagToken tag:
                    page.Tag(tag);
                    break;
                case HtmlDataToken data when data.Kind is HtmlTokenKind.Data or HtmlTokenKind.CData:
                    page.Text(data.Data);
                    break;
            }
        }

        page.CloseLink();
        page.VisibleText = page._visible.ToString();
        page.HiddenText = page._hidden.ToString();
        return page;
    }

    private StringBuilder Current => _hiding > 0 || IsSmallHere ? _hidden : _visible;

    private bool IsSmallHere => _open.TryPeek(out var top) && top.Small;

    private void Text(string text)
    {
        Current.Append(text);
        if (_href is not null)
        {
            _linkText.Append(text);
        }
    }

    private void Tag(HtmlTagToken tag)
    {
        if (Blocks.Contains(tag.Name))
        {
            Current.Append('\n');
        }

        if (tag.IsEndTag)
        {
            End(tag.Name);
            return;
        }

        if (!Void.Contains(tag.Name) && !tag.IsEmptyElement && _open.Count < MaxDepth)
        {
            var style = Attribute(tag, "style") ?? "";
            var hides = Unseen.Contains(tag.Name) || Attribute(tag, "hidden") is not null || Invisible().IsMatch(style);

            // A size is inherited until another one is given: wrappers of layouts often have none at all.
            var small = FontSize().Match(style) is { Success: true } size ? IsSmall(size) : IsSmallHere;
            _open.Push((tag.Name, hides, small));
            _hiding += hides ? 1 : 0;
        }

        if (tag.Name.Equals("a", StringComparison.OrdinalIgnoreCase))
        {
            CloseLink();
            _href = Attribute(tag, "href")?.Trim();
        }

        Look(tag);
    }

    private void Look(HtmlTagToken tag)
    {
        switch (tag.Name.ToLowerInvariant())
        {
            case "img" when Attribute(tag, "alt") is null && Attribute(tag, "width") is not ("0" or "1"):
                ImagesWithoutAlt++;
                break;
            case "img" when _href is not null:
                _linkText.Append(Attribute(tag, "alt"));
                break;
            case "script" or "form" or "iframe" or "object" or "embed" or "applet":
                DeadElements++;
                break;
        }
    }

    private void End(string name)
    {
        if (name.Equals("a", StringComparison.OrdinalIgnoreCase))
        {
            CloseLink();
        }

        // An end without a beginning ends nothing; one that skips others ends these too.
        if (_open.Any(open => open.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            (string Name, bool Hides, bool Small) closed;
            do
            {
                closed = _open.Pop();
                _hiding -= closed.Hides ? 1 : 0;
            }
            while (!closed.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        }
    }

    private void CloseLink()
    {
        if (_href is not null)
        {
            _links.Add(new HtmlLink(_href, _linkText.ToString().Trim()));
        }

        _href = null;
        _linkText.Clear();
    }

    private static bool IsSmall(Match size)
    {
        var number = double.Parse(size.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        return size.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "pt" => number * 4 / 3 < SmallestFont,
            "px" => number < SmallestFont,
            _ => number == 0,
        };
    }

    private static string? Attribute(HtmlTagToken tag, string name) => tag.Attributes
        .FirstOrDefault(attribute => attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
        ? found.Value ?? ""
        : null;

    [GeneratedRegex(
        @"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|mso-hide\s*:\s*all",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Invisible();

    [GeneratedRegex(
        @"font-size\s*:\s*(?<number>\d{1,4}(?:\.\d{1,4})?)\s*(?<unit>px|pt|em|rem|%)?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FontSize();
}
