using System.Buffers;
using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>
/// What must not travel in a mail that anybody on its way can read: My Numbers, cards, keys, passwords, and what the law
/// calls personal information that needs care (個人情報保護法 art. 2 (3)).
/// </summary>
public sealed partial class SensitiveRule : IGuardRule
{
    private const int MatchTimeout = 1_000;
    private const int ShortestNumber = 12;

    /// <summary>Rows that a column's numbers are judged by: of random numbers one in eleven has a check digit that fits.</summary>
    private const int LeastRows = 10;

    private const double MinShare = 0.9;

    // Looked for first: a letter that each of the Japanese words has and few others, and the English ones' beginnings.
    private static readonly SearchValues<char> CareSigns = SearchValues.Create("歴診障介科護籍差労疾");

    private static readonly SearchValues<string> CareBeginnings = SearchValues.Create(
        ["HIV", "your diag", "medical hist", "criminal rec", "test result"], StringComparison.OrdinalIgnoreCase);

    public string Name => "sensitive";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return new Check(new Tally(Name), campaign);
    }

    private sealed class Check : IGuardCheck
    {
        private readonly Tally _tally;
        private readonly IReadOnlyList<string> _columns;
        private readonly Numbers[] _numbers;
        private long _rows;

        public Check(Tally tally, GuardCampaign campaign)
        {
            (_tally, _columns) = (tally, campaign.Columns);
            _numbers = new Numbers[_columns.Count];
            var needed = TemplateFields.Needed(campaign);
            foreach (var column in _columns.Where(column => needed.Contains(column) && SecretColumn().IsMatch(column)))
            {
                tally.Add(GuardLevel.Warn, "The content shows a column that is called a secret.", field: column);
            }
        }

        public void Learn(in GuardRow row)
        {
            _rows++;
            for (var column = 0; column < Math.Min(_numbers.Length, row.Values.Length); column++)
            {
                var runs = new DigitRuns(row.Values[column]);
                if (runs.Next(ShortestNumber))
                {
                    _numbers[column].First ??= row.Place;
                    _numbers[column].My += NumberChecks.IsMyNumber(runs.Run) ? 1 : 0;
                    _numbers[column].Cards += NumberChecks.IsCard(runs.Run) ? 1 : 0;
                }
            }
        }

        public void Piece(in GuardRow row, string part, ReadOnlySpan<char> piece)
        {
            if (part == "header")
            {
                return;
            }

            var runs = new DigitRuns(piece);
            while (runs.Next(ShortestNumber))
            {
                Number(row, part, runs.Run, runs.IsGrouped, piece);
            }

            if (Secret.IsIn(piece))
            {
                _tally.Add(GuardLevel.Block, "The mail holds a private key or a token of a service.", row.Place, part);
            }

            if (Secret.HasPassword(piece))
            {
                _tally.Add(
                    GuardLevel.Warn, "The mail tells a password; send a link to set one instead.", row.Place, part);
            }

            if ((piece.ContainsAny(CareSigns) || piece.ContainsAny(CareBeginnings)) && CareWords().IsMatch(piece))
            {
                _tally.Add(
                    GuardLevel.Warn, "The mail speaks of health, crime or the like: such mails should be encrypted.",
                    row.Place, part);
            }
        }

        public IEnumerable<GuardFinding> Findings()
        {
            for (var column = 0; column < _numbers.Length && _rows >= LeastRows; column++)
            {
                var numbers = _numbers[column];
                if (Math.Max(numbers.My, numbers.Cards) >= _rows * MinShare)
                {
                    _tally.Add(
                        GuardLevel.Block,
                        numbers.My >= numbers.Cards ? "The column holds My Numbers." : "The column holds card numbers.",
                        numbers.First, _columns[column], Math.Max(numbers.My, numbers.Cards));
                }
            }

            return _tally.Findings();
        }

        private void Number(in GuardRow row, string part, string digits, bool isGrouped, ReadOnlySpan<char> piece)
        {
            if (NumberChecks.IsMyNumber(digits) && MyNumberWords().IsMatch(piece))
            {
                _tally.Add(GuardLevel.Block, "The mail holds a My Number.", row.Place, part);
            }

            if (NumberChecks.IsCard(digits) && (isGrouped || CardWords().IsMatch(piece)))
            {
                _tally.Add(GuardLevel.Block, "The mail holds a card number.", row.Place, part);
            }
        }
    }

    private struct Numbers
    {
        public long? First;
        public long My;
        public long Cards;
    }

    [GeneratedRegex(
        "^(?:pass_?word|passwd|pin|secret|api_?key|token_?secret|credit_?card|card_?number|cvv|cvc)$|パスワード|暗証番号|マイナンバー"
        + "|個人番号|カード番号|口座番号|病歴|障害|本籍|宗教",
        RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex SecretColumn();

    [GeneratedRegex("マイナンバー|個人番号|my ?number", RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex MyNumberWords();

    [GeneratedRegex("カード|クレジット|credit|card", RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex CardWords();

    // Words that have hardly another meaning; 障害 is also a breakdown, and 診断 also a quiz.
    [GeneratedRegex(
        "既往歴|病歴|診断結果|健康診断の結果|障害者手帳|障がい者手帳|要介護認定|犯罪歴|前科|逮捕歴|保護観察|本籍地|被差別部落|労働組合への加入"
        + "|HIV(?:検査|陽性)|精神疾患|your diagnosis|medical history|criminal record|test results? (?:is|are) positive",
        RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex CareWords();
}
