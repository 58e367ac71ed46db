using OrleansMail.Ledger;
using OrleansMail.Outcomes;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>The stored form of what an outcome's own columns do not say: sealed, since hosts repeat addresses in replies.</summary>
internal static class OutcomeCodec
{
    [ThreadStatic]
    private static OctetWriter? _scratch;

    public static byte[] Encode(DataKey key, OutcomeEntry entry) =>
        key.Seal(Place.Outcome(entry.Audience, entry.Row, entry.Attempt, entry.Final), Plain(entry));

    /// <summary>The octets before they are sealed; valid until this thread makes the next ones.</summary>
    public static ReadOnlySpan<byte> Plain(OutcomeEntry entry)
    {
        var writer = _scratch ??= new OctetWriter();
        writer.Clear();
        return writer
            .Number((int)entry.Stage).Number(entry.Code).OptionalText(entry.Enhanced).Text(entry.Text)
            .OptionalText(entry.EgressIp).OptionalText(entry.MxHost).OptionalText(entry.Tls)
            .Time(entry.StartedAt).Time(entry.EndedAt).OptionalTime(entry.NextAt)
            .Written;
    }

    /// <summary>
    /// Reads the columns audience, row, attempt, final, kind, detail, in this order from the first. Of a campaign that was
    /// forgotten the first five are left.
    /// </summary>
    /// <exception cref="SealBrokenException">The detail is not what was written.</exception>
    public static OutcomeEntry Read(DataKeys keys, StoreSession session, StoreStatement line)
    {
        var place = Place.Outcome(line.Long(0), line.Long(1), line.Int(2), line.Flag(3));
        using var octets = keys.Open(session, place, line.Blob(5), out var opened);
        return opened switch
        {
            Opened.Plain => Read(line, octets.Span),
            Opened.Forgotten => new OutcomeEntry(
                line.Long(0), line.Long(1), line.Int(2), (OutcomeKind)line.Int(4), line.Flag(3), DeliveryStage.None, 0,
                null, "", null, null, null, default, default, null),
            Opened.Broken => throw new SealBrokenException("ledger"),
        };
    }

    private static OutcomeEntry Read(StoreStatement line, ReadOnlySpan<byte> octets)
    {
        var detail = new OctetReader(octets);
        var stage = (DeliveryStage)detail.Int();
        return new OutcomeEntry(
            line.Long(0), line.Long(1), line.Int(2), (OutcomeKind)line.Int(4), line.Flag(3), stage,
            detail.Int(), detail.OptionalText(), detail.Text(), detail.OptionalText(), detail.OptionalText(),
            detail.OptionalText(), detail.Time(), detail.Time(), detail.OptionalTime());
    }
}
