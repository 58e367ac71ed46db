using System.IO.Enumeration;
using System.Net;

namespace OrleansMail.Sink;

/// <summary>A script at work in one sink: its rules by stage, and how often each has matched.</summary>
internal sealed class ScriptRun
{
    private readonly Line[][] _byStage;
    private readonly bool _asksAddress;
    private readonly Dictionary<ulong, int>? _attempts;
    private readonly int _maxRemembered;

    public ScriptRun(SinkScript script, int maxRemembered)
    {
        _byStage = [.. Enum.GetValues<SinkStage>()
            .Select(stage => script.Rules.Where(rule => rule.Stage == stage).Select(rule => new Line(rule)).ToArray())];
        _attempts = script.Rules.Any(rule => rule.AsksAttempt) ? [] : null;
        _maxRemembered = maxRemembered;
        _asksAddress = script.Rules.Any(rule => rule.Address is not null);
        NeedsAddresses = script.Rules.Any(rule => rule.AsksRecipient);
    }

    public bool NeedsAddresses { get; }

    /// <summary>Counts one more RCPT for the recipient with this key and says the how-manieth it is.</summary>
    public int NextAttempt(ulong key)
    {
        if (_attempts is null)
        {
            return 1;
        }

        lock (_attempts)
        {
            var attempt = _attempts.GetValueOrDefault(key) + 1;
            if (attempt > 1 || _attempts.Count < _maxRemembered)
            {
                _attempts[key] = attempt;
            }

            return attempt;
        }
    }

    /// <summary>The rules for a connection to this address of the sink.</summary>
    public SessionScript At(IPAddress address)
    {
        if (!_asksAddress)
        {
            return new SessionScript(this, _byStage);
        }

        var text = address.ToString();
        return new SessionScript(this, [.. _byStage.Select(lines => lines.Where(line => line.IsFor(text)).ToArray())]);
    }

    /// <summary>One rule with its counter and its reply in wire form.</summary>
    internal sealed class Line(SinkRule rule)
    {
        private long _times;

        public SinkAction Action { get; } = rule.Does;

        public bool Accepted => rule.Accepted;

        public TimeSpan Delay { get; } = TimeSpan.FromMilliseconds(rule.DelayMs);

        public ScriptedReply? Reply { get; } =
            rule.Reply is { } text && ScriptedReply.TryParse(text, out var reply) ? reply : null;

        public bool IsFor(string address) => rule.Address is null || Fits(rule.Address, address);

        public bool Matches(ReadOnlySpan<Addressee> recipients)
        {
            if (rule.AsksRecipient && !AnyOf(recipients))
            {
                return false;
            }

            var time = Interlocked.Increment(ref _times);
            return (rule.First is not { } first || time <= first) && (rule.Every is not { } every || time % every == 0);
        }

        private bool AnyOf(ReadOnlySpan<Addressee> recipients)
        {
            foreach (var recipient in recipients)
            {
                if ((rule.Attempt is not { } attempt || recipient.Attempt == attempt)
                    && (rule.AttemptUpTo is not { } upTo || recipient.Attempt <= upTo)
                    && (rule.Recipient is null || Fits(rule.Recipient, recipient.Address))
                    && (rule.Domain is null || Fits(rule.Domain, recipient.Domain)))
                {
                    return true;
                }
            }

            return false;
        }

        private static bool Fits(string pattern, ReadOnlySpan<char> text) =>
            FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true);
    }
}
