namespace OrleansMail.Guard;

/// <summary>
/// Each recipient must see no other: a template may not bring several addresses in To and Cc, nor name recipients in its
/// own text.
/// </summary>
public sealed class VisibleRecipientsRule : IGuardRule
{
    /// <summary>Recipients that the template names: one may be its own contact, more are a list.</summary>
    private const int Few = 1;

    private const int Many = 10;

    public string Name => "visible-recipients";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var tally = new Tally(Name);
        if (campaign.ToCount + campaign.CcCount > 1)
        {
            tally.Add(
                GuardLevel.Block, "The content names several addresses in To and Cc; every recipient would see them.",
                field: campaign.CcCount > 0 ? "Cc" : "To", count: campaign.ToCount + campaign.CcCount);
        }
        else if (campaign.CcCount == 1)
        {
            tally.Add(GuardLevel.Warn, "The content names an address in Cc; all would see it.", field: "Cc");
        }

        var named = new AddressSet();
        foreach (var source in campaign.Sources)
        {
            named.AddFrom(source);
        }

        return new Check(tally, named);
    }

    private sealed class Check(Tally tally, AddressSet named) : IGuardCheck
    {
        private long _recipients;
        private long? _first;

        public void Learn(in GuardRow row)
        {
            if (named.Has(row.Address))
            {
                _recipients++;
                _first ??= row.Place;
            }
        }

        public IEnumerable<GuardFinding> Findings()
        {
            if (_recipients > Few)
            {
                tally.Add(
                    _recipients > Many ? GuardLevel.Block : GuardLevel.Warn,
                    "The content's own text names several of the recipients; every recipient would see them.", _first,
                    "address", _recipients);
            }

            return tally.Findings();
        }
    }
}
