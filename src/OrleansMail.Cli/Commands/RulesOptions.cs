using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary>The options that change the approval rules of a domain; what is not given stays.</summary>
internal sealed class RulesOptions
{
    private readonly Option<int?> _approvals = new("--approvals")
    {
        HelpName = "N",
        Description = "Approvals that every campaign needs, 1 to 5; by default 1",
    };

    private readonly Option<int?> _more = new("--more")
    {
        HelpName = "N",
        Description = "Approvals needed when there is a reason for more, 1 to 5; by default 2",
    };

    private readonly Option<long?> _many = new("--many")
    {
        HelpName = "N",
        Description = "More recipients than this are a reason; by default 10000",
    };

    private readonly Option<bool?> _spike = new("--volume-spike")
    {
        HelpName = "true|false",
        Description = "Many more recipients than usual, of which the guard warns, are a reason; by default true",
    };

    private readonly Option<bool?> _attachments = new("--attachments")
    {
        HelpName = "true|false",
        Description = "An attachment is a reason; by default true",
    };

    private readonly Option<bool?> _personal = new("--personal-columns")
    {
        HelpName = "true|false",
        Description = "A column that tells more of a person than a name is a reason; by default true",
    };

    private readonly Option<bool?> _first = new("--first-campaign")
    {
        HelpName = "true|false",
        Description = "The domain's first campaign is a reason; by default true",
    };

    private readonly Option<double?> _known = new("--known-share")
    {
        HelpName = "SHARE",
        Description = "A smaller share of recipients with earlier mail is a reason, 0 to 1; by default 0.2",
    };

    private readonly Option<TimeSpan?> _expires = Duration.Option(
        "--expires", "How long an approval holds while the campaign is not started", "24h");

    public IEnumerable<Symbol> Symbols =>
        [_approvals, _more, _many, _spike, _attachments, _personal, _first, _known, _expires];

    public ApprovalRules Over(CommandContext context, ApprovalRules rules) => new()
    {
        Approvals = context.Get(_approvals) ?? rules.Approvals,
        More = context.Get(_more) ?? rules.More,
        ManyRecipients = context.Get(_many) ?? rules.ManyRecipients,
        Attachments = context.Get(_attachments) ?? rules.Attachments,
        PersonalColumns = context.Get(_personal) ?? rules.PersonalColumns,
        FirstCampaign = context.Get(_first) ?? rules.FirstCampaign,
        KnownShare = context.Get(_known) ?? rules.KnownShare,
        ExpiresAfter = context.Get(_expires) ?? rules.ExpiresAfter,
        VolumeSpike = context.Get(_spike) ?? rules.VolumeSpike,
    };
}
