namespace OrleansMail.Views;

/// <summary>What <c>audit export</c> wrote, as JSON.</summary>
internal sealed record ExportView(string File, string Format, string[] Trails, long Entries, long Checkpoints);
