namespace OrleansMail.Views;

/// <summary>A drafted campaign and how its recipients file was read.</summary>
/// <param name="Bad">Rows that could not be taken.</param>
/// <param name="Duplicates">Rows left out because their address came before.</param>
/// <param name="Encoding">The file's encoding as detected; null for a stream.</param>
/// <param name="Report">Where bad, duplicate and excluded rows are listed; null when there were none.</param>
/// <param name="ContentHash">Null before the campaign is submitted.</param>
/// <param name="Excluded">Rows left out because their address is in the exclusion list.</param>
internal sealed record CreatedView(
    string Id,
    string State,
    long Recipients,
    long Bad,
    long Duplicates,
    string? Encoding,
    string? Report,
    string? ContentHash,
    long Excluded = 0);
