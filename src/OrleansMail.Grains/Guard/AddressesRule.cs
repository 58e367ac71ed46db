using System.Buffers;
using System.Collections.Frozen;

namespace OrleansMail.Guard;

/// <summary>Addresses that can be written to, but hardly ever should be: of a duty rather than a person, or odd in form.</summary>
public sealed class AddressesRule : IGuardRule
{
    // RFC 2142 and what programs send from: nobody asked for news there, and some receivers count such mail as spam.
    private static readonly FrozenSet<string> Duties = FrozenSet.ToFrozenSet(
        [
            "abuse", "postmaster", "hostmaster", "mailer-daemon", "noc", "security", "root", "daemon", "nobody", "spam",
            "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "bounce", "bounces", "list-request",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Shared = FrozenSet.ToFrozenSet(
        [
            "info", "sales", "support", "contact", "admin", "office", "webmaster", "help", "helpdesk", "marketing", "mail",
            "pr", "inquiry", "toiawase", "soumu", "eigyo", "jinji", "recruit", "staff", "all", "everyone", "members", "team",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> OddLetters = SearchValues.Create("\"%!:,;\\ ");

    public string Name => "addresses";

    public IGuardCheck Begin(GuardCampaign campaign) => new Check(new Tally(Name));

    private sealed class Check(Tally tally) : IGuardCheck
    {
        private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _duties =
            Duties.GetAlternateLookup<ReadOnlySpan<char>>();

        private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _shared =
            Shared.GetAlternateLookup<ReadOnlySpan<char>>();

        public void Row(in GuardRow row)
        {
            var local = row.LocalPart;
            if (_duties.Contains(local))
            {
                tally.Add(
                    GuardLevel.Warn, "The address belongs to a duty or a program, such as postmaster or no-reply.",
                    row.Place, "address");
            }
            else if (_shared.Contains(local))
            {
                tally.Add(GuardLevel.Info, "The address is shared by several people, such as info.", row.Place, "address");
            }

            if (IsOdd(local) && !IsOldCarrier(row.Domain))
            {
                tally.Add(
                    GuardLevel.Warn, "The address has an odd form: dots side by side or at an end, a route, or quotes.",
                    row.Place, "address");
            }
        }

        public IEnumerable<GuardFinding> Findings() => tally.Findings();

        private static bool IsOdd(ReadOnlySpan<char> local) =>
            local.IsEmpty || local[0] is '.' or '-' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)
            || local.ContainsAny(OddLetters);

        // These two gave out such addresses, and their owners still have them.
        private static bool IsOldCarrier(string domain) =>
            domain is "docomo.ne.jp" or "ezweb.ne.jp" or "au.com" || domain.EndsWith(".ezweb.ne.jp", StringComparison.Ordinal);
    }
}
