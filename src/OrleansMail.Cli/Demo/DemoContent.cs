using System.Globalization;
using System.Text;

namespace OrleansMail.Demo;

/// <summary>The demo's campaign: a bilingual newsletter and as many invented customers as wanted.</summary>
internal static class DemoContent
{
    private static readonly string[] English = ["Alice Moore", "Bruno Costa", "Chen Wei", "Dana O'Neil", "Eva Lind"];
    private static readonly string[] Japanese = ["佐藤 花子", "鈴木 一郎", "高橋 美咲", "田中 健", "伊藤 さくら"];

    public static byte[] Template { get; } = Encoding.UTF8.GetBytes(
        """
        Subject: {{ name }}, your points / ポイントのお知らせ
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="alternative"

        --alternative
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        Dear {{ name }},

        your member number {{ number }} has {{ points }} points today. They are valid until the end of the season.
        {% if language == "ja" %}
        {{ name }} 様
        いつもご利用ありがとうございます。会員番号 {{ number }} の現在のポイントは {{ points }} です。
        {% endif %}
        Spend them at https://shop.demo.orleansmail.test/points

        Your demo shop
        --alternative
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: 8bit

        <html><body>
        <h1>Dear {{ name }},</h1>
        <p>your member number <b>{{ number }}</b> has <b>{{ points }}</b> points today.</p>
        {% if language == "ja" %}
        <p>{{ name }} 様、いつもご利用ありがとうございます。現在のポイントは {{ points }} です。</p>
        {% endif %}
        <p><a href="https://shop.demo.orleansmail.test/points">Spend your points</a></p>
        </body></html>
        --alternative--

        """.ReplaceLineEndings("\r\n"));

    /// <summary>Writes the recipients file: the same customers for the same number.</summary>
    public static async Task WriteAudienceAsync(string path, int recipients)
    {
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(false));
        await file.WriteLineAsync("address,name,number,points,language");
        for (var index = 0; index < recipients; index++)
        {
            var isJapanese = index % 3 == 0;
            var names = isJapanese ? Japanese : English;
            await file.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"customer{index}@mail{index % 5}.orleansmail.test,{names[index % names.Length]},{1_000_000 + index * 7},{index * 37 % 5000 + 1},{(isJapanese ? "ja" : "en")}"));
        }
    }
}
