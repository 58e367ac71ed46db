namespace OrleansMail.Storage;

/// <summary>A data folder cannot be used; the message says which and how to mend it.</summary>
public sealed class DataFolderException(DataFolderFault fault, string message, Exception? inner = null)
    : IOException(message, inner)
{
    public DataFolderFault Fault { get; } = fault;

    internal static DataFolderException Full(string folder, Exception inner) => new(
        DataFolderFault.Full,
        $"The disk of the data folder {Path.GetFullPath(folder)} is full. Free space and start the silo again.",
        inner);
}
