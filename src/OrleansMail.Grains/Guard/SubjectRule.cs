using System.Buffers;

namespace OrleansMail.Guard;

/// <summary>The subject must be one: not empty, not a placeholder, not an answer to nobody.</summary>
public sealed class SubjectRule : IGuardRule
{
    /// <summary>Longest subject, in characters, that mail programs show whole.</summary>
    private const int MaxLength = 70;

    private static readonly HashSet<string> Placeholders = new(StringComparer.OrdinalIgnoreCase)
    {
        "test", "testing", "test mail", "test email", "test message", "テスト", "テストメール", "テスト送信", "テスト配信",
        "件名", "件名なし", "無題", "題名", "タイトル", "untitled", "no subject", "subject", "title", "sample", "サンプル",
        "draft", "下書き", "xxx", "asdf", "コピー", "copy", "hoge", "ほげ", "あああ",
    };

    private static readonly string[] Replies = ["Re:", "Fwd:", "Fw:", "Re：", "Fwd：", "Fw：", "Ｒｅ：", "返信:", "返信：", "転送:", "転送："];

    private static readonly SearchValues<char> Frame = SearchValues.Create(" \t\u3000()（）[]【】<>＜＞「」『』\"'*-－_.。!！");

    public string Name => "subject";

    public IGuardCheck Begin(GuardCampaign campaign) => new Check(new Tally(Name));

    private sealed class Check(Tally tally) : IGuardCheck
    {
        private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _placeholders =
            Placeholders.GetAlternateLookup<ReadOnlySpan<char>>();

        public void Row(in GuardRow row)
        {
            var subject = row.Subject.AsSpan().Trim();
            if (subject.IsEmpty)
            {
                tally.Add(GuardLevel.Block, "The subject is empty.", row.Place, "Subject");
                return;
            }

            var from = subject.IndexOfAnyExcept(Frame);
            var core = from < 0 ? [] : subject[from..(subject.LastIndexOfAnyExcept(Frame) + 1)];
            if (core.IsEmpty || _placeholders.Contains(core))
            {
                tally.Add(GuardLevel.Block, "The subject is a placeholder.", row.Place, "Subject");
            }
            else if (core.StartsWith("コピー ～", StringComparison.Ordinal))
            {
                tally.Add(GuardLevel.Warn, "The subject says that it is a copy.", row.Place, "Subject");
            }

            if (IsReply(subject))
            {
                tally.Add(GuardLevel.Warn, "The subject looks like a reply or a forward.", row.Place, "Subject");
            }

            if (subject.Length > MaxLength)
            {
                tally.Add(GuardLevel.Warn, "The subject is longer than 70 characters.", row.Place, "Subject");
            }
        }

        public IEnumerable<GuardFinding> Findings() => tally.Findings();

        private static bool IsReply(ReadOnlySpan<char> subject)
        {
            foreach (var reply in Replies)
            {
                if (subject.StartsWith(reply, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
