using System.Collections.Frozen;
using System.Text;

namespace OrleansMail.Guard;

/// <summary>Japanese syllables in Latin letters (Hepburn), as people write them in their mail addresses.</summary>
internal static class Kana
{
    private const string Table =
        "ア a イ i ウ u エ e オ o カ ka キ ki ク ku ケ ke コ ko サ sa シ shi ス su セ se ソ so タ ta チ chi ツ tsu テ te ト to "
        + "ナ na ニ ni ヌ nu ネ ne ノ no ハ ha ヒ hi フ fu ヘ he ホ ho マ ma ミ mi ム mu メ me モ mo ヤ ya ユ yu ヨ yo "
        + "ラ ra リ ri ル ru レ re ロ ro ワ wa ヲ o ン n ガ ga ギ gi グ gu ゲ ge ゴ go ザ za ジ ji ズ zu ゼ ze ゾ zo "
        + "ダ da ヂ ji ヅ zu デ de ド do バ ba ビ bi ブ bu ベ be ボ bo パ pa ピ pi プ pu ペ pe ポ po ヴ vu ー  ッ  "
        + "キャ kya キュ kyu キョ kyo シャ sha シュ shu ショ sho チャ cha チュ chu チョ cho ニャ nya ニュ nyu ニョ nyo "
        + "ヒャ hya ヒュ hyu ヒョ hyo ミャ mya ミュ myu ミョ myo リャ rya リュ ryu リョ ryo ギャ gya ギュ gyu ギョ gyo "
        + "ジャ ja ジュ ju ジョ jo ビャ bya ビュ byu ビョ byo ピャ pya ピュ pyu ピョ pyo";

    private static readonly FrozenDictionary<string, string> Syllables = Table.Split(' ').Chunk(2)
        .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    public static bool IsKana(char c) => c is (>= '\u3041' and <= '\u3096') or (>= '\u30A1' and <= '\u30FC');

    /// <summary>Latin letters with short vowels: サトウ is <c>sato</c>. Signs that are no syllable are left out.</summary>
    public static string ToLatin(ReadOnlySpan<char> kana)
    {
        var lookup = Syllables.GetAlternateLookup<ReadOnlySpan<char>>();
        var katakana = new char[kana.Length];
        for (var at = 0; at < kana.Length; at++)
        {
            katakana[at] = kana[at] is >= '\u3041' and <= '\u3096' ? (char)(kana[at] + 0x60) : kana[at];
        }

        var latin = new StringBuilder(kana.Length * 2);
        var rest = katakana.AsSpan();
        while (!rest.IsEmpty)
        {
            var length = rest.Length > 1 && lookup.ContainsKey(rest[..2]) ? 2 : 1;
            if (lookup.TryGetValue(rest[..length], out var letters))
            {
                latin.Append(letters);
            }

            rest = rest[length..];
        }

        return latin.Replace("ou", "o").Replace("oo", "o").Replace("uu", "u").ToString();
    }
}
