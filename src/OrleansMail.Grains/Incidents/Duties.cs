using System.Globalization;

namespace OrleansMail.Incidents;

/// <summary>What the law may ask for after an incident, by when, and whether it is likely to. No legal advice.</summary>
/// <remarks>
/// 個人情報保護法 第26条; 同法施行規則 第7条 (when), 第8条 (what and by when), 第10条 (the persons); 個人情報保護委員会の
/// ガイドライン通則編 3-5 (速報 roughly within three to five days). GDPR Art. 33 and 34. プライバシーマーク: the same days.
/// </remarks>
public static class Duties
{
    // 施行規則 第7条第4号: more than a thousand persons.
    private const int ManyPersons = 1_000;

    private static readonly TimeSpan Earliest = TimeSpan.FromDays(3);
    private static readonly TimeSpan Soon = TimeSpan.FromDays(5);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly TimeSpan TwoMonths = TimeSpan.FromDays(60);
    private static readonly TimeSpan Hours72 = TimeSpan.FromHours(72);

    /// <param name="notice">What people know.</param>
    /// <param name="affected">Recipients who got the mail or may have got it.</param>
    /// <param name="fields">What stood in it.</param>
    public static Duty[] Of(IncidentNotice notice, long affected, IReadOnlyCollection<MergedField> fields)
    {
        var (isLikely, why) = Reason(notice, affected, fields);
        var known = notice.KnownAt;

        // 施行規則 第8条第2項: 60 days where it was done with a wrongful purpose (第7条第3号).
        var last = known + (notice.IsMalicious ? TwoMonths : Month);
        var duties = new List<Duty>
        {
            Open(DutyKind.PreliminaryReport, known + Earliest, known + Soon, isLikely, why),
            Open(DutyKind.FinalReport, null, last, isLikely, why),
            Open(DutyKind.TellPersons, null, null, isLikely, why),
        };
        if (notice.HasPrivacyMark)
        {
            const string mark = "holders of the プライバシーマーク report every incident to the body that granted it";
            duties.Add(Open(DutyKind.PrivacyMarkPreliminary, known + Earliest, known + Soon, affected > 0, mark));
            duties.Add(Open(DutyKind.PrivacyMarkFinal, null, last, affected > 0, mark));
        }

        if (notice.IsAbroad)
        {
            duties.Add(Open(
                DutyKind.GdprAuthority, null, known + Hours72, affected > 0,
                "unless a risk to the persons is unlikely (GDPR Art. 33(1))"));
            duties.Add(Open(
                DutyKind.GdprPersons, null, null, notice.IsMalicious || Grave(fields) is not null,
                "where the risk to the persons is high (GDPR Art. 34(1))"));
        }

        return [.. duties];
    }

    private static (bool IsLikely, string Why) Reason(
        IncidentNotice notice, long affected, IReadOnlyCollection<MergedField> fields)
    {
        if (affected == 0 && notice.Kind != IncidentKind.Leak)
        {
            return (false, "nobody got the mail, as far as the engine knows");
        }

        if (Grave(fields) is { } grave)
        {
            return grave.Kind == DataKind.Sensitive
                ? (true, $"'{grave.Column}' may be 要配慮個人情報: one person is enough (施行規則 第7条第1号)")
                : (true, $"abuse of '{grave.Column}' may cost money: one person is enough (施行規則 第7条第2号)");
        }

        if (notice.IsMalicious)
        {
            return (true, "done with a wrongful purpose, or suspected to be: one person is enough (施行規則 第7条第3号)");
        }

        var persons = affected.ToString("#,0", CultureInfo.InvariantCulture);
        return affected > ManyPersons
            ? (true, $"{persons} persons are more than 1,000 (施行規則 第7条第4号)")
            : (false, $"{persons} persons are not more than 1,000, and nothing graver is known (施行規則 第7条)");
    }

    private static MergedField? Grave(IReadOnlyCollection<MergedField> fields) =>
        fields.FirstOrDefault(field => field.Kind == DataKind.Sensitive)
        ?? fields.FirstOrDefault(field => field.Kind == DataKind.Financial);

    private static Duty Open(DutyKind kind, DateTimeOffset? from, DateTimeOffset? until, bool isLikely, string why) =>
        new(kind, from, until, isLikely, why, null, null);
}
