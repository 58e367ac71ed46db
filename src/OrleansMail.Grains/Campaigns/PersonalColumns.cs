namespace OrleansMail.Campaigns;

/// <summary>Finds columns that tell more of a person than a name, by what they are called.</summary>
/// <remarks>A column with another name is not found: the words of the guard's own look at the values are a second net.</remarks>
internal static class PersonalColumns
{
    private const int MostTold = 5;

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "account", "address1", "address2", "age", "bank", "birth", "birthdate", "birthday", "card", "diagnosis", "dob",
        "fax", "gender", "health", "iban", "income", "mobile", "mynumber", "passport", "password", "phone", "postal",
        "postcode", "salary", "sex", "ssn", "street", "tax", "tel", "telephone", "zip", "zipcode",
    };

    private static readonly string[] Japanese =
    [
        "電話", "携帯", "生年月日", "誕生日", "年齢", "性別", "住所", "番地", "郵便", "口座", "カード", "マイナンバー", "個人番号",
        "給与", "年収", "病", "健康", "保険", "旅券", "パスワード",
    ];

    /// <summary>The columns found, at most five of them.</summary>
    public static IReadOnlyList<string> In(IEnumerable<string> columns) => [.. columns.Where(IsPersonal).Take(MostTold)];

    private static bool IsPersonal(string column) =>
        WordsOf(column).Any(Words.Contains)
        || Words.Contains(column.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal))
        || Array.Exists(Japanese, word => column.Contains(word, StringComparison.Ordinal));

    // phone_number, phone-number, phoneNumber and "phone number" are two words each.
    private static IEnumerable<string> WordsOf(string column)
    {
        var start = 0;
        for (var i = 1; i <= column.Length; i++)
        {
            var ends = i == column.Length
                || !char.IsLetterOrDigit(column[i])
                || (char.IsUpper(column[i]) && char.IsLower(column[i - 1]));
            if (ends)
            {
                yield return column[start..i].Trim(' ', '_', '-', '.');
                start = i;
            }
        }
    }
}
