using System.Buffers;

namespace OrleansMail.Guard;

/// <summary>
/// What was written for a trial must not reach people: filler text, links to a developer's machine.
/// </summary>
public sealed class TestLeftoversRule : IGuardRule
{
    public string Name => "test-leftovers";

    public IGuardCheck Begin(GuardCampaign campaign) => new Check(new Tally(Name));

    private sealed class Check(Tally tally) : IGuardCheck
    {
        private static readonly SearchValues<string> Latin =
            SearchValues.Create(["lorem ipsum", "dolor sit amet"], StringComparison.OrdinalIgnoreCase);

        private static readonly SearchValues<string> Japanese = SearchValues.Create(
            [
                "ダミーテキスト", "ダミーです", "ダミー文", "（ダミー）", "(ダミー)", "【ダミー】", "テキストが入ります",
                "文章が入ります",
            ],
            StringComparison.Ordinal);

        private static readonly SearchValues<char> HostEnd = SearchValues.Create("/:?#\"'<>) \t\r\n\\,;」）　");

        private string _host = "";
        private (GuardLevel Level, string Message)? _verdict;

        public void Row(in GuardRow row)
        {
            if (ReservedNames.Has(row.Domain))
            {
                // Such mail reaches nobody, and trials on one machine use these names: it is said, not forbidden.
                tally.Add(GuardLevel.Warn, "The address is at a name reserved for examples.", row.Place, "address");
            }

            if (TrialPeople.Has(row.LocalPart) && !ReservedNames.Has(row.Domain))
            {
                tally.Add(GuardLevel.Warn, "The address looks like one that was made for a trial.", row.Place, "address");
            }
        }

        public void Piece(in GuardRow row, string part, ReadOnlySpan<char> piece)
        {
            var rest = piece;
            if (IsFiller(piece))
            {
                tally.Add(GuardLevel.Block, "Filler text is left in the mail.", row.Place, part);
            }

            for (var at = rest.IndexOf("://"); at >= 0; at = rest.IndexOf("://"))
            {
                rest = rest[(at + 3)..];
                var end = rest.IndexOfAny(HostEnd);
                Host(row, end < 0 ? rest : rest[..end], part);
            }
        }

        public IEnumerable<GuardFinding> Findings() => tally.Findings();

        // The word alone is honest; the two searches for one word keep the list of phrases off nearly every mail.
        private static bool IsFiller(ReadOnlySpan<char> text) =>
            text.ContainsAny(Latin) || ((text.Contains("ダミー", StringComparison.Ordinal)
                || text.Contains("入ります", StringComparison.Ordinal)) && text.ContainsAny(Japanese));

        private void Host(in GuardRow row, ReadOnlySpan<char> host, string part)
        {
            // Nearly all links of a mail lead to the same host.
            if (!host.SequenceEqual(_host))
            {
                (_host, _verdict) = (host.ToString(), Judge(host[(host.LastIndexOf('@') + 1)..].TrimEnd('.')));
            }

            if (_verdict is { } bad)
            {
                tally.Add(bad.Level, bad.Message, row.Place, part);
            }
        }

        private static (GuardLevel Level, string Message)? Judge(ReadOnlySpan<char> host)
        {
            if (TrialHosts.Has(host))
            {
                return (GuardLevel.Block, "A link leads to a machine for trials.");
            }

            return ReservedNames.Has(host) ? (GuardLevel.Warn, "A link leads to a name reserved for examples.") : null;
        }
    }
}
