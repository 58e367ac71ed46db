namespace OrleansMail.Storage;

/// <summary>A row as it is found by its address key.</summary>
/// <param name="Number">The row's number in its audience.</param>
/// <param name="Line">Its line in the imported file.</param>
/// <param name="Digest">Tells other values apart.</param>
internal readonly record struct IndexedRow(long Number, long Line, long Digest);
