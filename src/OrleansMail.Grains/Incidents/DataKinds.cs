namespace OrleansMail.Incidents;

/// <summary>Guesses what a merge field holds from its name, Japanese or English; the first match wins.</summary>
/// <remarks>The graver kinds come first: a wrong guess is to be on the safe side, and people correct it.</remarks>
public static class DataKinds
{
    // A word with = in front must be the whole name.
    private static readonly (DataKind Kind, string[] Words)[] Table =
    [
        (DataKind.Sensitive,
        [
            "病", "疾患", "疾病", "健康", "健診", "検診", "診断", "診療", "処方", "障害", "障がい", "宗教", "信条", "人種",
            "犯罪", "前科", "逮捕", "health", "medical", "disease", "diagnos", "prescription", "disab", "religio",
            "creed", "ethnic", "=race", "crime", "criminal",
        ]),
        (DataKind.Financial,
        [
            "口座", "カード", "クレジット", "暗証", "パスワード", "振込", "bank", "iban", "card", "cvv", "password",
            "passwd", "credential", "=pin",
        ]),
        (DataKind.EmailAddress, ["メール", "mail", "=address"]),
        (DataKind.Birth, ["生年月日", "誕生", "年齢", "birth", "=dob", "=age"]),
        (DataKind.Gender, ["性別", "gender", "=sex"]),
        (DataKind.Phone, ["電話", "携帯", "ファックス", "phone", "mobile", "=tel", "=fax"]),
        (DataKind.PostalAddress,
            ["住所", "所在地", "郵便", "都道府県", "postal", "postcode", "street", "prefecture", "=zip", "=city"]),
        (DataKind.Employment,
            ["会社", "社名", "勤務", "部署", "役職", "給与", "年収", "company", "department", "salary", "employer"]),
        (DataKind.Name, ["氏名", "名前", "姓", "フリガナ", "ふりがな", "カナ", "=名", "name"]),
        (DataKind.Identifier, ["番号", "会員", "コード", "number", "code", "=id", "=no"]),
    ];

    public static DataKind Of(string column)
    {
        var name = column.Trim().ToLowerInvariant().Replace("_", "", StringComparison.Ordinal)
            .Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        foreach (var (kind, words) in Table)
        {
            if (Array.Exists(words, word => Matches(name, word)))
            {
                return kind;
            }
        }

        return name.EndsWith("id", StringComparison.Ordinal) ? DataKind.Identifier : DataKind.Other;
    }

    private static bool Matches(string name, string word) =>
        word[0] == '=' ? name == word[1..] : name.Contains(word, StringComparison.Ordinal);
}
