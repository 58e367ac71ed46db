namespace OrleansMail.Guard;

/// <summary>The rules, in the order of a report.</summary>
public static class GuardRules
{
    public static IReadOnlyList<IGuardRule> All { get; } =
    [
        new MergeFieldsRule(), new VisibleRecipientsRule(), new DuplicateRowsRule(), new TypoDomainsRule(),
        new AddressesRule(), new DestinationsRule(), new NewDomainsRule(), new SubjectRule(), new SenderRule(),
        new UsualSenderRule(), new AttachmentRule(), new AttachmentFilesRule(), new AttachmentVersionsRule(),
        new ForeignValuesRule(), new PairedValuesRule(), new ShiftedRowsRule(),
        new TestLeftoversRule(), new LinksRule(), new UnsubscribeRule(), new LegalDisplayRule(), new PurposeRule(),
        new SensitiveRule(), new TextAndHtmlRule(), new DatesRule(), new SendTimeRule(), new VolumeRule(),
        new DuplicateCampaignRule(), new FreshnessRule(),
    ];
}
