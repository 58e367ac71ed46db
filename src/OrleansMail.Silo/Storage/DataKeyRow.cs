namespace OrleansMail.Storage;

/// <summary>A data key as it is stored.</summary>
/// <param name="Wrapped">Under the cluster key; all zero once the key was destroyed.</param>
internal sealed record DataKeyRow(int Id, string Scope, byte[] Wrapped)
{
    public bool IsForgotten => Wrapped.AsSpan().IndexOfAnyExcept((byte)0) < 0;
}
