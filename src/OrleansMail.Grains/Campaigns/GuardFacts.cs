using OrleansMail.Addresses;
using OrleansMail.Guard;
using OrleansMail.Messages;

namespace OrleansMail.Campaigns;

/// <summary>What settings, content and audience of a campaign tell the guard.</summary>
internal static class GuardFacts
{
    public static GuardCampaign Of(GuardRequest request, CampaignTemplate template, Sender? from)
    {
        var (settings, content, facts) = (request.Settings, template.Content, template.Audience);
        return new GuardCampaign(
            content.SubjectSource,
            content.TextSource ?? "",
            content.HtmlSource ?? "",
            [.. content.HeaderSources.Select(header => header.Value)],
            [.. content.Attachments.Where(attachment => !attachment.IsInline).Select(attachment => attachment.Name)],
            content.ToCount,
            content.CcCount,
            facts.Columns,
            settings.UnsubscribeUrl is not null || settings.UnsubscribeMailto is not null
                || content.UnsubscribeSource is not null,
            settings.IsStream,
            from?.Address.Domain ?? "",
            facts.SameDuplicates,
            facts.OtherDuplicates,
            facts.Rows)
        {
            Class = settings.Class,
            SendAt = settings.SendAt,
            FromName = from?.Name ?? "",
            FromAddress = from?.Address.Address ?? "",
            ReplyTo = content.HeaderSources
                .FirstOrDefault(header => header.Name.Equals("Reply-To", StringComparison.OrdinalIgnoreCase))?.Value,
            ImportedAt = request.ImportedAt,
            ContentHash = request.ContentHash,
            AudienceHash = ApprovalHashing.Hex(facts.Root),
            Files = content.Attachments.Count == 0 ? [] : [.. AttachmentFile.Of(request.Content)
                .Select(file => AttachmentReader.Read(file.Name, file.Content))],
        };
    }
}
