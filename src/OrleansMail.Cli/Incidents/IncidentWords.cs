namespace OrleansMail.Incidents;

/// <summary>The words of incident files, English and Japanese.</summary>
internal static class IncidentWords
{
    public static (string English, string Japanese) Of(IncidentKind kind) => kind switch
    {
        IncidentKind.CcToBcc => ("addresses visible to other recipients", "宛先の誤表示（Bcc とすべきものを Cc 等で送信）"),
        IncidentKind.WrongRecipient => ("sent to the wrong people", "送信先の誤り"),
        IncidentKind.WrongContent => ("wrong content", "内容の誤り"),
        IncidentKind.ForeignData => ("data of somebody else in the mail", "他人の情報の混入"),
        IncidentKind.Leak => ("data left by another way", "漏えい"),
        IncidentKind.Other => ("other", "その他"),
    };

    public static (string English, string Japanese) Of(DataKind kind) => kind switch
    {
        DataKind.EmailAddress => ("e-mail address", "電子メールアドレス"),
        DataKind.Name => ("name", "氏名"),
        DataKind.PostalAddress => ("postal address", "住所"),
        DataKind.Phone => ("telephone number", "電話番号"),
        DataKind.Birth => ("date of birth or age", "生年月日・年齢"),
        DataKind.Gender => ("gender", "性別"),
        DataKind.Employment => ("employer or income", "勤務先・収入"),
        DataKind.Identifier => ("a number that stands for the person", "会員番号等の識別子"),
        DataKind.Financial => ("means of payment or of signing in", "口座・カード・認証情報（財産的被害のおそれ）"),
        DataKind.Sensitive => ("special care-required (要配慮個人情報)", "要配慮個人情報"),
        DataKind.Other => ("to be looked at by a person", "要確認"),
    };

    public static (string English, string Japanese) Of(DutyKind kind) => kind switch
    {
        DutyKind.PreliminaryReport => (
            "Preliminary report to the Personal Information Protection Commission (Act Art. 26(1), Rules Art. 8(1))",
            "個人情報保護委員会への速報（法第26条第1項、規則第8条第1項）"),
        DutyKind.FinalReport => (
            "Final report to the Personal Information Protection Commission (Rules Art. 8(2))",
            "個人情報保護委員会への確報（規則第8条第2項）"),
        DutyKind.TellPersons => (
            "Notice to the persons (Act Art. 26(2), Rules Art. 10)", "本人への通知（法第26条第2項、規則第10条）"),
        DutyKind.PrivacyMarkPreliminary => (
            "Preliminary report to the body that granted the PrivacyMark", "プライバシーマーク付与機関への速報"),
        DutyKind.PrivacyMarkFinal => (
            "Final report to the body that granted the PrivacyMark", "プライバシーマーク付与機関への確報"),
        DutyKind.GdprAuthority => (
            "Notification of the supervisory authority (GDPR Art. 33)", "GDPR 第33条に基づく監督機関への通知"),
        DutyKind.GdprPersons => (
            "Communication to the persons (GDPR Art. 34)", "GDPR 第34条に基づく本人への連絡"),
    };
}
