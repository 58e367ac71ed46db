namespace OrleansMail.Storage;

/// <summary>The database cannot be reached, or cannot write now. Nothing is lost; the same may be tried again.</summary>
/// <remarks>Whether a change was made is not known if the connection broke while it was being committed.</remarks>
public sealed class StorageUnavailableException(string message, Exception? inner = null) : IOException(message, inner);
