namespace OrleansMail.Views;

/// <summary>How many sessions were ended.</summary>
internal sealed record EndedView(int Ended);
