namespace OrleansMail.Storage;

/// <summary>A prepared statement. Parameters count from 1, columns from 0.</summary>
internal abstract class StoreStatement
{
    public abstract StoreStatement Bind(int index, long value);

    public abstract StoreStatement Bind(int index, long? value);

    public abstract StoreStatement Bind(int index, string? value);

    public abstract StoreStatement Bind(int index, ReadOnlySpan<byte> value);

    /// <summary>Goes to the next row; false at the end, and the statement can be bound anew.</summary>
    public abstract bool Step();

    /// <summary>Runs a statement to its end.</summary>
    /// <returns>Rows changed.</returns>
    public abstract int Run();

    public abstract void Reset();

    public abstract bool IsNull(int column);

    public abstract long Long(int column);

    public int Int(int column) => (int)Long(column);

    public bool Flag(int column) => Long(column) != 0;

    public abstract string Text(int column);

    /// <summary>Octets of a column; valid until the next step.</summary>
    public abstract ReadOnlySpan<byte> Blob(int column);
}
