namespace OrleansMail.Views;

/// <summary>A TXT record to publish, as JSON.</summary>
internal sealed record RecordView(string Name, string Value, string ZoneLine);
