using System.Buffers;
using System.Collections.Frozen;

namespace OrleansMail.Guard;

/// <summary>
/// Words that name a field rather than say something: what stands between the brackets of <c>[名前]</c> or
/// <c>＜＜会社名＞＞</c>. Other words in such brackets are ornaments: <c>≪重要≫</c>, <c>【お知らせ】</c>.
/// </summary>
internal static class FieldWords
{
    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
        [
            "名前", "お名前", "氏名", "ご氏名", "姓", "名", "姓名", "宛名", "宛先名", "会社名", "貴社名", "御社名", "企業名", "法人名",
            "団体名", "部署", "部署名", "役職", "役職名", "担当者", "担当者名", "ご担当者名", "ご担当者様名", "顧客名", "会員名", "お客様名",
            "顧客番号", "会員番号", "お客様番号", "会員ID", "顧客ID", "住所", "ご住所", "郵便番号", "電話番号", "メールアドレス", "生年月日",
            "請求金額", "ご請求金額", "請求番号", "注文番号", "予約番号", "商品名", "クーポンコード", "ポイント数", "有効期限", "差し込み",
            "差込", "フリガナ", "ふりがな", "カナ", "敬称",
            "name", "first name", "firstname", "first_name", "last name", "lastname", "last_name", "full name", "fullname",
            "full_name", "your name", "customer name", "company", "company name", "company_name", "email", "e-mail", "title",
            "address", "phone", "user", "username", "member id", "order number", "recipient", "field", "insert name",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \u3000\t");

    public static bool Has(ReadOnlySpan<char> word)
    {
        var from = word.IndexOfAnyExcept(Blanks);
        return from >= 0 && Lookup.Contains(word[from..(word.LastIndexOfAnyExcept(Blanks) + 1)]);
    }
}
