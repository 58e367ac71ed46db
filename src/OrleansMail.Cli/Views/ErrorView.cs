namespace OrleansMail.Views;

/// <summary>An error as JSON: <c>{"error": {…}}</c>.</summary>
internal sealed record ErrorView(ErrorBody Error);
