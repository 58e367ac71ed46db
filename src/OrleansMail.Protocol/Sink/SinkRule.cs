namespace OrleansMail.Sink;

/// <summary>One line of a <see cref="SinkScript"/>: when all its conditions hold, its action is done.</summary>
public sealed record SinkRule
{
    public required SinkStage Stage { get; init; }

    /// <summary>An address, exact or with <c>*</c> and <c>?</c>; case does not count. From RCPT on.</summary>
    public string? Recipient { get; init; }

    /// <summary>The domain of a recipient, exact or with <c>*</c> and <c>?</c>. From RCPT on.</summary>
    public string? Domain { get; init; }

    /// <summary>The sink's own address that the client chose, exact or with <c>*</c> and <c>?</c>. At every stage.</summary>
    public string? Address { get; init; }

    /// <summary>Only this attempt for the recipient, counted from 1 at its RCPT commands.</summary>
    public int? Attempt { get; init; }

    /// <summary>Only the attempts for the recipient up to this one: greylisting.</summary>
    public int? AttemptUpTo { get; init; }

    /// <summary>Only the first so many times that the other conditions hold.</summary>
    public int? First { get; init; }

    /// <summary>Only each so-manieth time that the other conditions hold.</summary>
    public int? Every { get; init; }

    /// <summary>Default: delay without a reply text, close if its code is 421 (RFC 5321 §3.8), else reply.</summary>
    public SinkAction? Action { get; init; }

    /// <summary>Code and text, <c>550 5.1.1 No such user</c>; more lines behind LF, with or without the code.</summary>
    public string? Reply { get; init; }

    /// <summary>Milliseconds to wait before the action, 0 to 600,000.</summary>
    public int DelayMs { get; init; }

    /// <summary>At final-dot: the message is accepted and counted although the client never hears of it.</summary>
    public bool Accepted { get; init; }

    internal SinkAction Does => Action ?? Reply switch
    {
        null => SinkAction.Delay,
        _ when Reply.StartsWith("421", StringComparison.Ordinal) => SinkAction.Close,
        _ => SinkAction.Reply,
    };

    internal bool AsksRecipient => Recipient is not null || Domain is not null || AsksAttempt;

    internal bool AsksAttempt => Attempt is not null || AttemptUpTo is not null;

    /// <summary>What is wrong with the rule, in plain words, or null.</summary>
    internal string? Fault()
    {
        if (AsksRecipient && Stage < SinkStage.Rcpt)
        {
            return $"no recipient is known at stage {Stage}";
        }

        if (First < 1 || Every < 1 || Attempt < 1 || AttemptUpTo < 1)
        {
            return "first, every, attempt and attemptUpTo count from 1";
        }

        if (DelayMs is < 0 or > 600_000)
        {
            return "delayMs is 0 to 600000";
        }

        if (Accepted && (Stage != SinkStage.FinalDot || Does is SinkAction.Reply or SinkAction.Close))
        {
            return "accepted is for drop, reset and silence at final-dot";
        }

        var replies = Does is SinkAction.Reply or SinkAction.Close;
        if (replies != Reply is not null)
        {
            return replies ? $"action {Does} needs a reply" : $"action {Does} has no reply";
        }

        return Reply is null || ScriptedReply.TryParse(Reply, out _) ? null : "reply is a code 200 to 599 and a text";
    }
}
