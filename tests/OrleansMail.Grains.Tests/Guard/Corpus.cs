using System.Globalization;

namespace OrleansMail.Guard;

/// <summary>Generated audiences with their finished mails: harmless ones, and the same with one mistake each.</summary>
internal static class Corpus
{
    private static readonly string[] Given =
        ["Taro", "Hanako", "Kenji", "Yuki", "Akira", "Naomi", "Emma", "Liam", "Olivia", "Noah", "Sota", "Rin", "Mei"];

    private static readonly string[] Family =
        ["Sato", "Suzuki", "Takahashi", "Tanaka", "Watanabe", "Ito", "Yamamoto", "Smith", "Jones", "Brown", "Miller"];

    private static readonly string[] JapaneseGiven = ["太郎", "花子", "健二", "由紀", "明", "直美", "翔太", "凛"];
    private static readonly string[] JapaneseFamily = ["佐藤", "鈴木", "高橋", "田中", "渡辺", "伊藤", "山本", "中村"];

    public static readonly GuardCampaign Campaign = new(
        "{{ name }}, your points of the month", "Dear {{ name }},\r\nyour number is {{ code }}.", "<p>{{ name }}</p>",
        [], [],
        ToCount: 0, CcCount: 0, ["name", "code", "amount", "link"], UnsubscribeConfigured: true, IsStream: false,
        "shop.test", SameDuplicates: 0, OtherDuplicates: 0, AudienceSize: 1_000)
    {
        Class = MailClass.Notice,
    };

    /// <summary>Addresses such as user123@example.com, which say nothing about the name.</summary>
    public static GuardRow[] Numbered(int rows, bool japanese = false, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(row =>
        {
            var name = japanese
                ? $"{Pick(random, JapaneseFamily)} {Pick(random, JapaneseGiven)}"
                : $"{Pick(random, Given)} {Pick(random, Family)}";
            return Finish($"user{row}@example.com", name, row, random, japanese);
        })];
    }

    /// <summary>Addresses such as sato.taro3@mail.test; sorted by name if asked.</summary>
    public static GuardRow[] Named(int rows, bool sorted = false, int share = 100, int seed = 2)
    {
        var random = new Random(seed);
        var names = Enumerable.Range(0, rows)
            .Select(row => (Family: Pick(random, Family), Given: Pick(random, Given), Row: row));
        names = sorted ? names.OrderBy(name => name.Family, StringComparer.Ordinal) : names;
        return [.. names.Select((name, row) => Finish(
            random.Next(100) < share ? $"{name.Family}.{name.Given}{name.Row}@mail.test" : $"x{name.Row}y@mail.test",
            $"{name.Family} {name.Given}", row, random, japanese: false))];
    }

    /// <summary>The same addresses, each with the mail of the row <paramref name="by"/> places on.</summary>
    public static GuardRow[] Shift(this GuardRow[] rows, int from, int by = 1) =>
        [.. rows.Select((row, at) => at < from ? row : rows[(at + by) % rows.Length] with
        {
            Address = row.Address,
            Domain = row.Domain,
        })];

    private static GuardRow Finish(string address, string name, int row, Random random, bool japanese)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"M{100_000 + (row * 7)}");
        var amount = string.Create(CultureInfo.InvariantCulture, $"{random.Next(1_000_000):N0}");
        var link = $"https://shop.test/r/{Convert.ToHexString(BitConverter.GetBytes(random.NextInt64()))}?c={code}";
        var text = japanese
            ? $"{name} 様\r\n\r\nいつもご利用ありがとうございます。会員番号 {code} のポイントは {amount} 円分です。\r\n{link}\r\n"
                + $"お問い合わせ: 0120-123-456 / support@shop.test\r\n配信先: {address}\r\n2026-11-24"
            : $"Dear {name},\r\n\r\nyour number is {code}, and you have {amount} points.\r\n{link}\r\n"
                + $"Questions? 0120-123-456 or support@shop.test. This was sent to {address}.\r\n2026-11-24";
        var html = $"<p style=\"color:#333333\">{text.Replace("\r\n", "<br>", StringComparison.Ordinal)}</p>"
            + $"<a href=\"{link}&e={address.Replace("@", "%40", StringComparison.Ordinal)}\">shop</a>";
        return GuardBench.Recipient(address, name, code, amount, link) with
        {
            Subject = japanese ? $"{name} 様 今月のポイントのお知らせ" : $"{name}, your points of the month",
            Text = text,
            Html = html,
        };
    }

    private static string Pick(Random random, string[] words) => words[random.Next(words.Length)];
}
