using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>The file of today, not that of last month, and no draft of it.</summary>
public sealed partial class AttachmentVersionsRule : IGuardRule
{
    public string Name => "attachment-versions";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var tally = new Tally(Name);
        foreach (var _ in campaign.Attachments.Where(name => Draft().IsMatch(Path.GetFileNameWithoutExtension(name))))
        {
            tally.Add(GuardLevel.Warn, "The name of an attachment says that it is a draft, a copy or an old one.", field: "attachment");
        }

        return new Check(tally, campaign);
    }

    private sealed class Check(Tally tally, GuardCampaign campaign) : IGuardCheck
    {
        public void Compare(GuardSketch sketch)
        {
            if (sketch.Files.Length == 0)
            {
                return;
            }

            GuardMemory[] sent = [.. campaign.History
                .Where(memory => memory is { StartedAt: not null, Sketch.Files.Length: > 0 })
                .OrderBy(memory => memory.StartedAt)];
            foreach (var file in sketch.Files)
            {
                Judge(file, sent);
            }
        }

        public IEnumerable<GuardFinding> Findings() => tally.Findings();

        private void Judge(FileSketch file, GuardMemory[] sent)
        {
            // The newest campaign with these octets, and what came after it under the same name.
            var last = Array.FindLastIndex(sent, memory => Array.Exists(memory.Sketch!.Files, IsSame));
            if (last < 0)
            {
                return;
            }

            var newer = Array.FindLast(sent[(last + 1)..], memory => Array.Exists(memory.Sketch!.Files, one => one.Stem == file.Stem));
            if (newer is not null)
            {
                tally.Add(
                    GuardLevel.Warn,
                    $"An attachment is the one of campaign {sent[last].Campaign}, although campaign {newer.Campaign} had a newer one.",
                    field: "attachment");
            }
            else if (!Array.Exists(sent[last].Sketch!.Files, one => IsSame(one) && one.Name == file.Name))
            {
                tally.Add(
                    GuardLevel.Warn,
                    $"An attachment has a name of its own, but is the one of campaign {sent[last].Campaign}, octet by octet.",
                    field: "attachment");
            }

            bool IsSame(FileSketch one) => one.Content == file.Content;
        }
    }

    // Words that stand by themselves in a name: an old-style catalogue and an outdraft are neither.
    [GeneratedRegex(
        @"下書き|ドラフト|コピー|旧版|作成中|確認用|修正前|差替前|(?:^|[^a-z])(?:draft|old|copy|backup|bak|tmp|temp|wip|do ?not ?send)(?:[^a-z]|$)"
        + @"|\(\d{1,2}\)\s*$|~$|^~",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Draft();
}
