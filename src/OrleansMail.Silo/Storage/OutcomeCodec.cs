using OrleansMail.Ledger;
using OrleansMail.Outcomes;

namespace OrleansMail.Storage;

/// <summary>The stored form of what an outcome's own columns do not say.</summary>
internal static class OutcomeCodec
{
    [ThreadStatic]
    private static OctetWriter? _scratch;

    public static byte[] Encode(OutcomeEntry entry)
    {
        var writer = _scratch ??= new OctetWriter();
        writer.Clear();
        return writer
            .Number((int)entry.Stage).Number(entry.Code).OptionalText(entry.Enhanced).Text(entry.Text)
            .OptionalText(entry.EgressIp).OptionalText(entry.MxHost).OptionalText(entry.Tls)
            .Time(entry.StartedAt).Time(entry.EndedAt).OptionalTime(entry.NextAt)
            .Written.ToArray();
    }

    /// <summary>Reads the columns audience, row, attempt, final, kind, detail, in this order from the first.</summary>
    public static OutcomeEntry Read(SqliteStatement line)
    {
        var detail = new OctetReader(line.Blob(5));
        var stage = (DeliveryStage)detail.Int();
        return new OutcomeEntry(
            line.Long(0), line.Long(1), line.Int(2), (OutcomeKind)line.Int(4), line.Flag(3), stage,
            detail.Int(), detail.OptionalText(), detail.Text(), detail.OptionalText(), detail.OptionalText(),
            detail.OptionalText(), detail.Time(), detail.Time(), detail.OptionalTime());
    }
}
