namespace OrleansMail.Sealing;

/// <summary>Stored octets are not what was sealed at their place: changed, moved, cut short, or of another folder.</summary>
public sealed class SealBrokenException(string what) : IOException(
    $"The stored {what} is not what was written there: it was changed or damaged. Restore the data from a backup.");
