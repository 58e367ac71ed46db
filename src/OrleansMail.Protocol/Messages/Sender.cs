using OrleansMail.Addresses;

namespace OrleansMail.Messages;

/// <summary>Who a message is from: the display name (may be empty) and the one From address.</summary>
public sealed record Sender(string Name, Mailbox Address);
