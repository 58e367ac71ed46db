namespace OrleansMail.Smtp;

/// <summary>
/// The talks about two messages of which the second is announced with the first: script → how each ended, and whether
/// the connection is still good.
/// </summary>
public static class GroupedDialogues
{
    /// <summary>A server that takes several commands at a time, and chunks. RFC 3030.</summary>
    public const string Chunking =
        "S: 220 mx.example.com\nC: EHLO out.example.org\nS: 250-mx.example.com\nS: 250-CHUNKING\nS: 250 PIPELINING\n";

    private const string First = "C: MAIL FROM:<a@example.org>\nC: RCPT TO:<b@example.com>\n";

    private const string Second = "C: MAIL FROM:<a@example.org>\nC: RCPT TO:<c@example.com>\n";

    private const string Taken = "S: 250 ok\nS: 250 ok\n";

    // By DATA: the content of the first message, then the second's envelope in the same write.
    private const string Data = TransactionDialogues.Piped + First + "C: DATA\n" + Taken + "S: 354 go\nMESSAGE\n"
        + Second + "C: DATA\n";

    private const string Chunk = Chunking + First + Taken + "CHUNK\n" + Second;

    public static TheoryData<string, string, string, string, bool> ByData => new()
    {
        { "both", Data + "S: 250 one\n" + Taken + "S: 354 go\nMESSAGE\nS: 250 two", "250 one", "250 two", true },
        {
            "first refused, second not",
            Data + "S: 554 5.7.1 spam\n" + Taken + "S: 354 go\nMESSAGE\nS: 250 two",
            "554 5.7.1 spam",
            "250 two",
            true
        },
        {
            "second's recipient refused",
            Data + "S: 250 one\nS: 250 ok\nS: 550 5.1.1 unknown\nS: 554 5.5.1 no valid recipients",
            "250 one",
            "550 5.1.1 unknown",
            true
        },
        {
            "second's recipient refused, DATA taken",
            Data + "S: 250 one\nS: 250 ok\nS: 550 5.1.1 unknown\nS: 354 go\nC: .\nS: 554 nobody",
            "250 one",
            "550 5.1.1 unknown",
            true
        },
        {
            "second's sender refused",
            Data + "S: 250 one\nS: 550 5.7.1 no\nS: 503 5.5.1 MAIL?\nS: 503 5.5.1 MAIL?",
            "250 one",
            "550 5.7.1 no",
            true
        },
        { "enough after the first", Data + "S: 250 one\nS: 421 enough\nCLOSE", "250 one", "421 enough", false },
        { "lost after the first", Data + "S: 250 one\nCLOSE", "250 one", "ConnectionLost at Mail", false },
        { "lost at the second's content", Data + "S: 250 one\n" + Taken + "S: 354 go\nMESSAGE\nCLOSE", "250 one", "ConnectionLost at FinalDot", false },
    };

    public static TheoryData<string, string, string, string, bool> ByChunk => new()
    {
        { "both", Chunk + "S: 250 one\n" + Taken + "CHUNK\nS: 250 two", "250 one", "250 two", true },
        {
            "second's recipient refused",
            Chunk + "S: 250 one\nS: 250 ok\nS: 550 5.1.1 unknown",
            "250 one",
            "550 5.1.1 unknown",
            true
        },
        {
            // RFC 3030 §2: after a refused chunk only RSET helps, and what was said to the next envelope is void.
            "first refused",
            Chunk + "S: 554 5.7.1 spam\nS: 503 5.5.1 RSET\nS: 503 5.5.1 RSET\nC: RSET\n" + Second
                + "S: 250 reset\n" + Taken + "CHUNK\nS: 250 two",
            "554 5.7.1 spam",
            "250 two",
            true
        },
        {
            "first refused, and the next envelope taken all the same",
            Chunk + "S: 452 4.3.1 full\n" + Taken + "C: RSET\n" + Second + "S: 250 reset\n" + Taken + "CHUNK\nS: 250 two",
            "452 4.3.1 full",
            "250 two",
            true
        },
        { "enough after the first", Chunk + "S: 250 one\nS: 421 enough\nCLOSE", "250 one", "421 enough", false },
        { "lost after the first", Chunk + "S: 250 one\nCLOSE", "250 one", "ConnectionLost at Mail", false },
        { "lost at the second's content", Chunk + "S: 250 one\n" + Taken + "CHUNK\nCLOSE", "250 one", "ConnectionLost at FinalDot", false },
    };
}
