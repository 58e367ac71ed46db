using System.Buffers;
using System.Collections.Frozen;
using System.Net;
using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>Links must lead where they say, by https, and be whole. Nothing is fetched.</summary>
public sealed partial class LinksRule : IGuardRule
{
    private const int MatchTimeout = 1_000;

    private static readonly FrozenSet<string> Shorteners = FrozenSet.ToFrozenSet(
        [
            "bit.ly", "t.co", "goo.gl", "tinyurl.com", "ow.ly", "is.gd", "v.gd", "buff.ly", "cutt.ly", "rb.gy",
            "rebrand.ly", "shorturl.at", "t.ly", "tiny.cc", "x.gd", "onl.tw", "onl.la", "00m.in", "qr.quel.jp", "urx.nu",
            "urx.blue", "bitly.com", "j.mp", "lnkd.in", "amzn.to", "u0u1.net", "ur0.jp", "ux.nu", "urx3.nu",
        ],
        StringComparer.OrdinalIgnoreCase);

    // Names of standards that stand in the head of HTML; nobody follows them.
    private static readonly string[] NoLinks = ["www.w3.org", "schemas.microsoft.com", "schemas.openxmlformats.org"];

    private static readonly SearchValues<char> HostEnd = SearchValues.Create("/:?#\"'<>) \t\r\n\\,;」）　、。&");

    public string Name => "links";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return new Check(new Tally(Name), campaign.Columns);
    }

    private sealed class Check(Tally tally, IReadOnlyList<string> columns) : IGuardCheck
    {
        private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _shorteners =
            Shorteners.GetAlternateLookup<ReadOnlySpan<char>>();

        private readonly SharedLinks _shared = new(columns);

        public void Learn(in GuardRow row) => _shared.Learn(row);

        public void Row(in GuardRow row)
        {
            if (row.BringsText && row.Html.Length > 0)
            {
                foreach (var link in HtmlPage.Read(row.Html.ToString()).Links)
                {
                    Anchor(row, link);
                }
            }
        }

        public void Piece(in GuardRow row, string part, ReadOnlySpan<char> piece)
        {
            var done = 0;
            for (var at = piece.IndexOf("://"); at >= 0; at = piece[done..].IndexOf("://"))
            {
                var sign = done + at;
                done = sign + 3;
                var rest = piece[done..];
                var end = rest.IndexOfAny(HostEnd);
                Host(row, part, SchemeBefore(piece[..sign]), end < 0 ? rest : rest[..end]);
            }
        }

        public IEnumerable<GuardFinding> Findings()
        {
            _shared.AddTo(tally);
            return tally.Findings();
        }

        private static ReadOnlySpan<char> SchemeBefore(ReadOnlySpan<char> text)
        {
            var from = text.Length;
            while (from > 0 && char.IsAsciiLetter(text[from - 1]))
            {
                from--;
            }

            return text[from..];
        }

        private void Host(in GuardRow row, string part, ReadOnlySpan<char> scheme, ReadOnlySpan<char> host)
        {
            if (IsNoLink(host))
            {
                return;
            }

            if (scheme.Equals("http", StringComparison.OrdinalIgnoreCase))
            {
                tally.Add(GuardLevel.Warn, "A link is not https.", row.Place, part);
            }

            if (host.Contains('@'))
            {
                tally.Add(GuardLevel.Warn, "A link has a name before its host, as forged ones have.", row.Place, part);
            }

            if (_shorteners.Contains(host))
            {
                tally.Add(GuardLevel.Warn, "A link goes through a shortener, which spam filters distrust.", row.Place, part);
            }
            else if (host.Length > 0 && char.IsAsciiDigit(host[0]) && IPAddress.TryParse(host, out _))
            {
                tally.Add(GuardLevel.Warn, "A link names an IP address instead of a host.", row.Place, part);
            }
        }

        private static bool IsNoLink(ReadOnlySpan<char> host)
        {
            foreach (var name in NoLinks)
            {
                if (host.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }

        private void Anchor(in GuardRow row, HtmlLink link)
        {
            if (link.Href.Length == 0 || link.Href == "#")
            {
                tally.Add(GuardLevel.Warn, "A link leads nowhere.", row.Place, "html");
            }
            else if (link.Href.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            {
                if (!MailTo().IsMatch(link.Href))
                {
                    tally.Add(GuardLevel.Block, "A mailto link has no whole address.", row.Place, "html");
                }
            }
            else if (Broken().IsMatch(link.Href))
            {
                tally.Add(GuardLevel.Block, "A link cannot work: its address is malformed.", row.Place, "html");
            }
            else if (Local().IsMatch(link.Href))
            {
                tally.Add(GuardLevel.Block, "A link runs a script or opens a file of the sender.", row.Place, "html");
            }
            else if (!Scheme().IsMatch(link.Href) && !link.Href.StartsWith('#'))
            {
                tally.Add(GuardLevel.Warn, "A link has no host, so it leads nowhere in a mail.", row.Place, "html");
            }
            else if (IsMisleading(link))
            {
                tally.Add(GuardLevel.Warn, "A link shows another site than it leads to.", row.Place, "html");
            }
        }

        private static bool IsMisleading(HtmlLink link) =>
            ShownHost().Match(link.Text) is { Success: true } shown
            && Uri.TryCreate(link.Href, UriKind.Absolute, out var uri)
            && uri.Host.Length > 0
            && MailDomains.OrganisationOf(shown.Groups["host"].Value) != MailDomains.OrganisationOf(uri.Host);
    }

    [GeneratedRegex(@"^mailto:[^@\s?]{1,64}(?:@|%40)[^@\s?.]+(?:\.[^@\s?.]+)+(?:\?|$)", RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex MailTo();

    [GeneratedRegex(
        @"^https?:/{0,3}https?:|^(?:htp|htps|ttp|ttps|hhttp|hhttps|httpss|htttps?)://|^https?(?::/?[^/]|//|;)|^https?://(?:[/?#]|$)",
        RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex Broken();

    [GeneratedRegex(@"^(?:javascript|vbscript|data|file|about):|^[a-z]:\\|^\\\\", RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex Local();

    [GeneratedRegex("^[a-z][a-z0-9+.-]{1,20}:", RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex Scheme();

    [GeneratedRegex(
        @"^(?:https?://)?(?<host>(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,20})(?:[/?#:]\S*)?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex ShownHost();
}
