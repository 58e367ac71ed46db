namespace OrleansMail.Guard;

/// <summary>
/// Everybody gets the same files: none may be one person's, run, or carry what its author has hidden in it.
/// </summary>
public sealed class AttachmentFilesRule : IGuardRule
{
    /// <summary>Recipients whose addresses a file may hold: its own contacts may be among them.</summary>
    private const int FewRecipients = 1;

    private static readonly (AttachmentTraits Trait, GuardLevel Level, string Message)[] Verdicts =
    [
        (AttachmentTraits.Program, GuardLevel.Block, "An attachment is a program; receivers refuse it."),
        (AttachmentTraits.ProgramInside, GuardLevel.Block, "An attached archive has a program in it; receivers refuse it."),
        (AttachmentTraits.Disguised, GuardLevel.Block, "The name of an attachment hides what it is."),
        (AttachmentTraits.Macros, GuardLevel.Warn, "An attachment has macros."),
        (AttachmentTraits.Hidden, GuardLevel.Warn, "An attachment has hidden sheets, rows, columns, slides or text."),
        (AttachmentTraits.Changes, GuardLevel.Warn, "An attachment has tracked changes or comments."),
        (AttachmentTraits.Locked, GuardLevel.Warn, "An attached archive is locked by a password: filters cannot look into it."),
        (AttachmentTraits.Unread, GuardLevel.Warn, "An attachment is damaged, or too large inside to be looked into."),
        (AttachmentTraits.Author, GuardLevel.Info, "An attachment names its author."),
    ];

    public string Name => "attachment-files";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var tally = new Tally(Name);
        foreach (var file in campaign.Files)
        {
            foreach (var (trait, level, message) in Verdicts.Where(verdict => file.Traits.HasFlag(verdict.Trait)))
            {
                tally.Add(level, message, field: "attachment");
            }
        }

        return campaign.Files.Count == 0 ? new CampaignOnly(tally) : new Check(tally, campaign);
    }

    private sealed class Check(Tally tally, GuardCampaign campaign) : IGuardCheck
    {
        private readonly HashSet<ulong> _addresses = [.. campaign.Files.SelectMany(file => file.Addresses)];
        private readonly FileNames _names = new(campaign.Files.Select(file => file.Name));
        private long _rows;
        private long _listed;
        private long? _firstListed;

        public void Learn(in GuardRow row)
        {
            _rows++;
            _names.Learn(row);
            if (_addresses.Count > 0 && Identifier.OfAddress(row.Address) is { } hash && _addresses.Contains(hash))
            {
                _listed++;
                _firstListed ??= row.Place;
            }
        }

        public IEnumerable<GuardFinding> Findings()
        {
            if (_listed > FewRecipients)
            {
                tally.Add(
                    GuardLevel.Block, "An attachment holds the addresses of recipients; all of them would get it.",
                    _firstListed, "attachment", _listed);
            }

            if (_rows > 1 && _names.IsOneRows(_rows))
            {
                tally.Add(
                    GuardLevel.Block, "The name of an attachment holds a number or name of one recipient, but all get the file.",
                    _names.First, "attachment", _names.Rows);
            }

            return tally.Findings();
        }
    }
}
