using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>
/// Where a mail goes must fit what it is: nothing marked internal leaves the house, and private mailboxes are rare in a
/// list of companies.
/// </summary>
public sealed partial class DestinationsRule : IGuardRule
{
    /// <summary>Share of rows at domains of their own above which a list is one of companies.</summary>
    private const double CompanyShare = 0.8;

    /// <summary>Fewer rows say nothing about a list.</summary>
    private const int LeastRows = 20;

    public string Name => "destinations";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        string[] own = [.. campaign.Options.OwnDomains.Append(campaign.FromDomain).Select(MailDomains.OrganisationOf)];
        var isOfCompanies = campaign.Columns.Any(column => CompanyColumn().IsMatch(column));
        return new Check(new Tally(Name), own, isOfCompanies);
    }

    private sealed class Check(Tally tally, string[] own, bool isOfCompanies) : IGuardCheck
    {
        private bool _isInternal;
        private long _rows;
        private long _private;
        private long? _firstPrivate;
        private long _outside;
        private long? _firstOutside;

        public void Row(in GuardRow row)
        {
            _rows++;
            if (row.BringsText)
            {
                _isInternal |= InternalLabel().IsMatch(row.Subject) || InternalLabel().IsMatch(row.Text.ToString())
                    || InternalLabel().IsMatch(row.Html.ToString());
            }

            if (KnownDomains.IsPrivate(row.Domain))
            {
                _private++;
                _firstPrivate ??= row.Place;
            }

            if (!IsOwn(row.Domain))
            {
                _outside++;
                _firstOutside ??= row.Place;
            }
        }

        public IEnumerable<GuardFinding> Findings()
        {
            if (_isInternal && _outside > 0)
            {
                tally.Add(
                    GuardLevel.Block, "The mail is marked as internal, but goes to other organisations.", _firstOutside,
                    "address", _outside);
            }

            if (isOfCompanies && _rows >= LeastRows && _private > 0 && _private < _rows * (1 - CompanyShare))
            {
                tally.Add(
                    GuardLevel.Warn, "A private mailbox stands in a list of companies.", _firstPrivate, "address", _private);
            }

            return tally.Findings();
        }

        private bool IsOwn(string domain)
        {
            foreach (var organisation in own)
            {
                if (domain.EndsWith(organisation, StringComparison.OrdinalIgnoreCase)
                    && (domain.Length == organisation.Length || domain[^(organisation.Length + 1)] == '.'))
                {
                    return true;
                }
            }

            return false;
        }
    }

    [GeneratedRegex("company|corp|会社|企業|法人|団体名|organi[sz]ation", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex CompanyColumn();

    [GeneratedRegex(
        @"社外秘|社内限|関係者外秘|部外秘|社内用|社内のみ|【社内】|\binternal (?:use )?only\b|\bfor internal use\b"
        + @"|\bcompany confidential\b|\bdo not (?:forward|distribute) outside\b",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex InternalLabel();
}
