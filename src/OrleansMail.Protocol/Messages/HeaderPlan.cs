using OrleansMail.Addresses;

namespace OrleansMail.Messages;

/// <summary>Header fields of a campaign's messages as pieces, in the order of <see cref="MessageWriter"/>.</summary>
internal static class HeaderPlan
{
    public static void Add(PlanBuilder plan, ContentTemplate template, Sender from, string? feedbackId)
    {
        MessageWriter.Address(new HeaderWriter(plan.Fixed), "From", from.Name, from.Address.Address);
        var subject = new HeaderTemplate("Subject", template.SubjectTemplate);
        Add(plan, subject, MessageWriter.LongestSubjectWord, isRequired: true);
        plan.Add(new IdentityPiece());
        var own = template.UnsubscribeTemplate;
        plan.Add(new UnsubscribePiece(own, own is null ? null : plan.Segments(own)));
        if (!string.IsNullOrWhiteSpace(feedbackId))
        {
            HeaderTemplate.Write(new HeaderWriter(plan.Fixed), new MergedHeader("Feedback-ID", feedbackId));
        }

        foreach (var header in template.HeaderTemplates)
        {
            Add(plan, header, HeaderTemplate.LongestWord, isRequired: false);
        }
    }

    private static void Add(PlanBuilder plan, HeaderTemplate header, int longestWord, bool isRequired)
    {
        if (header.Source.IsFixed && HeaderText.OneLine(header.Source.Source) is { Length: > 0 } value)
        {
            HeaderTemplate.Write(new HeaderWriter(plan.Fixed), new MergedHeader(header.Name, value), longestWord);
        }
        else if (!HeaderPolicy.HoldsAddresses(header.Name) && plan.Segments(header.Source) is { } segments)
        {
            plan.Add(new HeaderPiece(header.Name, segments, longestWord, isRequired));
        }
        else
        {
            plan.Add(new LiquidHeaderPiece(header, longestWord, isRequired));
        }
    }
}
