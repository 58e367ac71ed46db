namespace OrleansMail.Smtp;

/// <summary>The talks about one message, from the first MAIL to the end, and what each comes to.</summary>
public static class TransactionDialogues
{
    /// <summary>A server that takes one command at a time.</summary>
    public const string Hello = "S: 220 mx.example.com\nC: EHLO out.example.org\nS: 250 mx.example.com\n";

    /// <summary>A server that takes several. RFC 2920.</summary>
    public const string Piped =
        "S: 220 mx.example.com\nC: EHLO out.example.org\nS: 250-mx.example.com\nS: 250 PIPELINING\n";

    /// <summary>What it gets from us in one write.</summary>
    public const string Envelope =
        "C: MAIL FROM:<a@example.org>\nC: RCPT TO:<b@example.com>\nC: DATA\n";

    private const string Mail = Hello + "C: MAIL FROM:<a@example.org>\n";

    private const string Rcpt = Mail + "S: 250 ok\nC: RCPT TO:<b@example.com>\n";

    private const string Data = Rcpt + "S: 250 ok\nC: DATA\n";

    private const string Dot = Data + "S: 354 go\nMESSAGE\n";

    private const string AllPiped = Piped + Envelope;

    private const string PipedDot = AllPiped + "S: 250 ok\nS: 250 ok\nS: 354 go\nMESSAGE\n";

    /// <summary>Where a reply decides: script → stage, reply, usable.</summary>
    public static TheoryData<string, string, SmtpStage, string, bool> Answered => new()
    {
        { "step by step", Dot + "S: 250 2.0.0 queued", SmtpStage.FinalDot, "250 2.0.0 queued", true },
        { "pipelined", PipedDot + "S: 250 2.0.0 queued", SmtpStage.FinalDot, "250 2.0.0 queued", true },
        {
            "251",
            Rcpt + "S: 251 will forward\nC: DATA\nS: 354 go\nMESSAGE\nS: 250 ok",
            SmtpStage.FinalDot,
            "250 ok",
            true
        },
        { "many lines", Dot + "S: 250-a\nS: 250-b\nS: 250 c", SmtpStage.FinalDot, "250 a b c", true },
        { "sender refused", Mail + "S: 550 5.7.1 no", SmtpStage.Mail, "550 5.7.1 no", true },
        {
            "sender refused, pipelined",
            AllPiped + "S: 550 5.7.1 no\nS: 503 5.5.1 MAIL?\nS: 503 5.5.1 MAIL?",
            SmtpStage.Mail,
            "550 5.7.1 no",
            true
        },
        { "recipient refused", Rcpt + "S: 550 5.1.1 unknown", SmtpStage.Rcpt, "550 5.1.1 unknown", true },
        {
            "recipient refused, pipelined, DATA refused",
            AllPiped + "S: 250 ok\nS: 550 5.1.1 unknown\nS: 554 5.5.1 no valid recipients",
            SmtpStage.Rcpt,
            "550 5.1.1 unknown",
            true
        },
        {
            "recipient refused, pipelined, DATA taken",
            AllPiped + "S: 250 ok\nS: 550 5.1.1 unknown\nS: 354 go\nC: .\nS: 554 nobody",
            SmtpStage.Rcpt,
            "550 5.1.1 unknown",
            true
        },
        {
            "recipient refused, pipelined, DATA taken and thanked",
            AllPiped + "S: 250 ok\nS: 550 5.1.1 unknown\nS: 354 go\nC: .\nS: 250 fine",
            SmtpStage.Rcpt,
            "550 5.1.1 unknown",
            true
        },
        {
            "recipient refused, pipelined, lost at DATA",
            AllPiped + "S: 250 ok\nS: 550 5.1.1 unknown\nCLOSE",
            SmtpStage.Rcpt,
            "550 5.1.1 unknown",
            false
        },
        { "greylisted", Rcpt + "S: 450 4.2.0 greylisted", SmtpStage.Rcpt, "450 4.2.0 greylisted", true },
        {
            "greylisted, pipelined",
            AllPiped + "S: 250 ok\nS: 450 4.2.0 greylisted\nS: 554 no",
            SmtpStage.Rcpt,
            "450 4.2.0 greylisted",
            true
        },
    };

    /// <summary>The same for refusals at DATA and later, and for 421 anywhere. RFC 5321 §4.2.2.</summary>
    public static TheoryData<string, string, SmtpStage, string, bool> AnsweredLate => new()
    {
        { "552 to RCPT", Rcpt + "S: 552 5.5.3 too many", SmtpStage.Rcpt, "552 5.5.3 too many", true },
        { "DATA refused", Data + "S: 451 4.3.0 busy", SmtpStage.Data, "451 4.3.0 busy", true },
        {
            "DATA refused, pipelined",
            AllPiped + "S: 250 ok\nS: 250 ok\nS: 451 4.3.0 busy",
            SmtpStage.Data,
            "451 4.3.0 busy",
            true
        },
        { "552 to the dot", Dot + "S: 552 5.3.4 too big", SmtpStage.FinalDot, "552 5.3.4 too big", true },
        {
            "spam",
            PipedDot + "S: 554-5.7.1 spam\nS: 554 5.7.1 go away",
            SmtpStage.FinalDot,
            "554 5.7.1 spam go away",
            true
        },
        { "421 to MAIL", Mail + "S: 421 4.7.0 bye\nCLOSE", SmtpStage.Mail, "421 4.7.0 bye", false },
        { "421 to MAIL, pipelined", AllPiped + "S: 421 4.7.0 bye\nCLOSE", SmtpStage.Mail, "421 4.7.0 bye", false },
        { "421 to RCPT", Rcpt + "S: 421 4.7.0 bye\nCLOSE", SmtpStage.Rcpt, "421 4.7.0 bye", false },
        {
            "421 to RCPT, pipelined",
            AllPiped + "S: 250 ok\nS: 421 4.7.0 bye\nCLOSE",
            SmtpStage.Rcpt,
            "421 4.7.0 bye",
            false
        },
        { "421 to DATA", Data + "S: 421 4.7.0 bye\nCLOSE", SmtpStage.Data, "421 4.7.0 bye", false },
        { "421 to the dot", Dot + "S: 421 4.7.0 bye\nCLOSE", SmtpStage.FinalDot, "421 4.7.0 bye", false },
    };

    /// <summary>Where a fault decides: script → stage, fault, usable.</summary>
    public static TheoryData<string, string, SmtpStage, string, bool> Broken => new()
    {
        { "closed at MAIL", Mail + "CLOSE", SmtpStage.Mail, "ConnectionLost", false },
        { "closed at MAIL, pipelined", AllPiped + "CLOSE", SmtpStage.Mail, "ConnectionLost", false },
        { "reset at MAIL", Mail + "RESET", SmtpStage.Mail, "ConnectionLost", false },
        { "reset at RCPT", Rcpt + "RESET", SmtpStage.Rcpt, "ConnectionLost", false },
        { "reset at DATA", Data + "RESET", SmtpStage.Data, "ConnectionLost", false },
        { "reset at the dot", Dot + "RESET", SmtpStage.FinalDot, "ConnectionLost", false },
        { "closed at the dot", PipedDot + "CLOSE", SmtpStage.FinalDot, "ConnectionLost", false },
        {
            "half a reply to the dot",
            PipedDot + "RAW: 250 o\nCLOSE",
            SmtpStage.FinalDot,
            "ConnectionLost",
            false
        },
        { "nonsense at MAIL", Mail + "S: hello", SmtpStage.Mail, "ProtocolError", false },
        { "nonsense at the dot", Dot + "S: hello", SmtpStage.FinalDot, "ProtocolError", false },
        { "354 to MAIL", Mail + "S: 354 go", SmtpStage.Mail, "ProtocolError", false },
        { "250 to DATA", Data + "S: 250 ok", SmtpStage.Data, "ProtocolError", false },
        { "354 to the dot", Dot + "S: 354 go", SmtpStage.FinalDot, "ProtocolError", false },
        { "two codes in one reply", Mail + "S: 250-ok\nS: 550 no", SmtpStage.Mail, "ProtocolError", false },
        { "a reply of 1 MiB", Rcpt + "FLOOD", SmtpStage.Rcpt, "ProtocolError", false },
        { "a reply of 1 MiB to the dot", Dot + "FLOOD", SmtpStage.FinalDot, "ProtocolError", false },
    };
}
