namespace OrleansMail.Guard;

/// <summary>The rules, in the order of a report.</summary>
public static class GuardRules
{
    public static IReadOnlyList<IGuardRule> All { get; } =
    [
        new MergeFieldsRule(), new VisibleRecipientsRule(), new DuplicateRowsRule(), new TypoDomainsRule(),
        new SubjectRule(), new AttachmentRule(), new ForeignValuesRule(), new ShiftedRowsRule(),
        new TestLeftoversRule(), new UnsubscribeRule(),
    ];
}
