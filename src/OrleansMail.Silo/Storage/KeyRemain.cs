namespace OrleansMail.Storage;

/// <summary>Old copies of wrapped keys that may be, or were, in the file of the table of keys.</summary>
/// <param name="Scope">Whose key it was; see <see cref="Sealing.KeyScope"/>.</param>
/// <param name="Since">When it was written over.</param>
/// <param name="IsGone">No copy is left in the file.</param>
internal sealed record KeyRemain(long Id, string Scope, DateTimeOffset Since, bool IsGone);
