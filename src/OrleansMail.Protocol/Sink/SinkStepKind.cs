namespace OrleansMail.Sink;

/// <summary>What a session must do before its dialogue can go on.</summary>
internal enum SinkStepKind
{
    /// <summary>Nothing, or only the wait of the step.</summary>
    Continue,

    /// <summary>Send the replies and read: the client waits for them.</summary>
    ReadMore,

    /// <summary>Read; the client is in the middle of a chunk, so its replies can wait and go together.</summary>
    ReadOn,

    /// <summary>Hand the message to its receivers and call <see cref="SinkDialogue.Settle"/>.</summary>
    Deliver,

    /// <summary>Send the replies and start TLS.</summary>
    StartTls,

    /// <summary>Send the replies and close.</summary>
    Close,

    /// <summary>Send the replies, then reset the connection.</summary>
    Reset,

    /// <summary>Send the replies, then never answer again.</summary>
    Silence,
}
