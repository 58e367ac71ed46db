namespace OrleansMail.Incidents;

/// <summary>The file of one incident, as it was counted when it was opened.</summary>
/// <param name="Number">1, 2, 3 … within the campaign.</param>
/// <param name="Subject">Of the mail, with its merge fields unresolved.</param>
/// <param name="ContentHash">What was approved: content, audience and settings.</param>
/// <param name="Delivered">Recipients who got the mail.</param>
/// <param name="InDoubt">Recipients who may have got it: Unknown, or under way when it was counted.</param>
/// <param name="FirstAt">End of the first attempt that put mail into a mailbox, or may have; null for none.</param>
/// <param name="LastAt">End of the last one.</param>
/// <param name="Fields">Columns that were merged into the mail; the address itself is always the first.</param>
/// <param name="Duties">With their deadlines.</param>
/// <param name="Operation">Chosen by the caller, so that a repeated call opens one file.</param>
[GenerateSerializer, Immutable, Alias("mail.Incident")]
public sealed record Incident(
    [property: Id(0)] string Campaign,
    [property: Id(1)] int Number,
    [property: Id(2)] Guid Operation,
    [property: Id(3)] string OpenedBy,
    [property: Id(4)] DateTimeOffset OpenedAt,
    [property: Id(5)] IncidentNotice Notice,
    [property: Id(6)] string Subject,
    [property: Id(7)] string? ContentHash,
    [property: Id(8)] long Delivered,
    [property: Id(9)] long InDoubt,
    [property: Id(10)] DateTimeOffset? FirstAt,
    [property: Id(11)] DateTimeOffset? LastAt,
    [property: Id(12)] MergedField[] Fields,
    [property: Id(13)] Duty[] Duties)
{
    /// <summary>Such as <c>spring#1</c>.</summary>
    public string Id => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Campaign}#{Number}");

    /// <summary>Recipients who got the mail or may have got it.</summary>
    public long Affected => Delivered + InDoubt;

    /// <summary>Of those in doubt: under way when it was counted. The others are Unknown for good.</summary>
    [Id(14)]
    public long UnderWay { get; init; }

    /// <summary>When the campaign was made to hold, by the audit trail; null if nothing held it then.</summary>
    [Id(15)]
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Of those who got the mail: after <see cref="StoppedAt"/>. They were under way at that moment.</summary>
    [Id(16)]
    public long DeliveredAfterStop { get; init; }

    /// <summary>
    /// When the campaign had been forgotten before the file was opened: counts are left, nobody can say who it was. Null
    /// otherwise.
    /// </summary>
    [Id(17)]
    public DateTimeOffset? ForgottenAt { get; init; }
}
