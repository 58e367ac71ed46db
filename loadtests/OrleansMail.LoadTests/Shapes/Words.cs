using System.Globalization;

namespace OrleansMail.Shapes;

/// <summary>The text that audiences and mails are made of.</summary>
internal static class Words
{
    private static readonly string[] Surnames =
        ["佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤", "吉田", "山田", "髙﨑", "齋藤"];

    private static readonly string[] GivenNames =
        ["陽翔", "結衣", "大翔", "葵", "湊", "凛", "蓮", "陽菜", "樹", "咲良", "悠真", "美咲", "颯太"];

    private static readonly string[] Cities = ["東京", "大阪", "名古屋", "札幌", "福岡", "仙台", "広島", "京都", "那覇"];

    /// <summary>Fields name, company, city, code and token of a row.</summary>
    public static string Row(int index, bool japanese)
    {
        var (name, company, city) = japanese
            ? ($"{Surnames[index % Surnames.Length]} {GivenNames[index % GivenNames.Length]}",
                string.Create(CultureInfo.InvariantCulture, $"株式会社{Surnames[index % 7]}商店{index % 977}"),
                Cities[index % Cities.Length])
            : (string.Create(CultureInfo.InvariantCulture, $"Customer {index}"),
                string.Create(CultureInfo.InvariantCulture, $"Company {index % 977} Ltd"),
                string.Create(CultureInfo.InvariantCulture, $"City {index % 311}"));

        // The token looks random and is no two rows' alike: an odd factor maps 32 bits onto themselves.
        var token = unchecked((uint)index * 2654435761u);
        return string.Create(
            CultureInfo.InvariantCulture, $"{name},{company},{city},K{1_000_000 + index},t{index:x8}{token:x8}");
    }

    public static string Subject(bool japanese) => japanese
        ? "{{ name }}様、{{ company }}の皆様へのお知らせ"
        : "{{ name }}, news for {{ company }}";

    public static string Greeting(bool japanese) => japanese
        ? "{{ name }}様 ({{ company }}、{{ city }}) のお客様番号は {{ code }} です。"
        : "Dear {{ name }}, your code at {{ company }} in {{ city }} is {{ code }}.";

    public static string Sentence(bool japanese) => japanese
        ? "このたびは新しい商品のご案内をお送りします。お客様のご意見をもとに品質を見直しました。"
        : "The quick brown fox jumps over the lazy dog while seventeen engineers measure how long it takes. ";
}
