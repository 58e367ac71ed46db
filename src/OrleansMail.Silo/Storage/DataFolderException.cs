namespace OrleansMail.Storage;

/// <summary>A data folder cannot be used; the message says which and how to mend it.</summary>
public sealed class DataFolderException(DataFolderFault fault, string message, Exception? inner = null)
    : IOException(message, inner)
{
    public DataFolderFault Fault { get; } = fault;
}
