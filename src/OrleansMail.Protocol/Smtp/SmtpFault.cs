namespace OrleansMail.Smtp;

/// <summary>Why no session came about.</summary>
/// <param name="Stage">Connect to StartTls.</param>
/// <param name="Kind">Never <see cref="FaultKind.None"/>.</param>
/// <param name="Reply">The server's words, where it said any.</param>
/// <param name="Text">What happened, in plain words and without personal data of ours.</param>
public sealed record SmtpFault(SmtpStage Stage, FaultKind Kind, SmtpReply? Reply, string Text);
