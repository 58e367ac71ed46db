using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>Which of the five things that the law wants of advertising a text shows.</summary>
internal sealed partial class LegalText(string text, IReadOnlyList<HtmlLink> links, string fromName)
{
    private const int MatchTimeout = 1_000;

    /// <summary>The sender's name: that of From, or one with the mark of a company or a publisher.</summary>
    public bool HasSender { get; } =
        (fromName.Length > 1 && text.Contains(fromName, StringComparison.OrdinalIgnoreCase)) || Company().IsMatch(text);

    /// <summary>A sentence that says that one may leave.</summary>
    public bool SaysWayOut { get; } = WayOut().IsMatch(text);

    /// <summary>Where to go for it: a link that says so, or an address near the sentence.</summary>
    public bool HasWayOut { get; } =
        WayOutWithAddress().IsMatch(text)
        || (WayOut().IsMatch(text)
            && links.Any(link => WayOut().IsMatch(link.Text) || WayOutTarget().IsMatch(link.Href)));

    public bool HasPostalAddress { get; } = PostalAddress().IsMatch(text);

    /// <summary>A telephone number, an address, or a link for questions.</summary>
    public bool HasContact { get; } = Contact().IsMatch(text) || links.Any(link => ContactWords().IsMatch(link.Text));

    [GeneratedRegex(
        @"株式会社|有限会社|合同会社|合資会社|㈱|㈲|[（(](?:株|有|同)[）)]|(?:一般|公益)?(?:社団|財団)法人|学校法人|医療法人"
        + @"|NPO法人|協同組合|商店|(?:配信元|送信者|送信元|発行者?|運営者?|販売者|事業者)\s*[:：]"
        + @"|\b(?:Inc|Ltd|LLC|Corp|Corporation|GmbH|Co\.,? ?Ltd|PLC|S\.A|B\.V|Pty)\b",
        RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex Company();

    private const string Words =
        "配信(?:の)?(?:停止|解除|中止)|購読(?:の)?(?:停止|解除|中止)|メール(?:の)?停止|受信(?:の)?(?:停止|拒否)|解除(?:手続|は|方法)"
        + "|配信を?(?:ご)?希望(?:され|し)ない|配信(?:が)?(?:ご)?不要|退会(?:手続|は)|オプトアウト|unsubscribe|opt[ -]?out"
        + "|stop receiving|no longer (?:wish|want)|manage your (?:subscription|preferences)|leave this list";

    [GeneratedRegex(Words, RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex WayOut();

    [GeneratedRegex(
        @"(?:" + Words + @")[\s\S]{0,200}?(?:https?://|[\w.+-]+@[\w-]+\.)|(?:https?://|[\w.+-]+@[\w-]+\.)[\s\S]{0,120}?(?:" + Words + ")",
        RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex WayOutWithAddress();

    [GeneratedRegex("unsub|opt-?out|stop|leave|cancel|preference|haishin|teishi|kaijo|taikai", RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex WayOutTarget();

    [GeneratedRegex(
        @"〒\s*\d{3}|(?:東京都|北海道|(?:京都|大阪)府|\p{Lo}{2,3}県)\s*\p{Lo}{1,10}(?:市|区|町|村|郡)"
        + @"|\d{1,5}\s[\w .'-]{2,40}\b(?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Boulevard|Blvd|Square|Way|Suite|Floor)\b"
        + @"|\bP\.?\s?O\.? Box\b|\b\d{1,3}-\d{1,3}(?:-\d{1,3})?,? [A-Z][a-z]+(?:-(?:ku|shi|cho|machi|ken))|\b[A-Z]{2} \d{5}\b",
        RegexOptions.None, MatchTimeout)]
    private static partial Regex PostalAddress();

    [GeneratedRegex(
        @"(?<!\d)0\d{1,4}[-(（ー]\d{1,4}[-)）ー]\d{3,4}(?!\d)|\+\d{1,3}[ -]\d[\d -]{6,14}|[\w.+-]+@[\w-]+\.\w"
        + @"|(?:お?問い?合わ?せ|contact|support|questions)[\s\S]{0,120}?https?://",
        RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex Contact();

    [GeneratedRegex("問い?合わ?せ|contact|support|help|ヘルプ|サポート", RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex ContactWords();
}
