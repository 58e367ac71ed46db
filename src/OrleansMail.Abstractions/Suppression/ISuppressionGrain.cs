using OrleansMail.People;

namespace OrleansMail.Suppression;

/// <summary>Addresses not to mail, one shard of them. Key: <see cref="SuppressionShard.Of"/> of the address.</summary>
/// <remarks>Every method may be repeated after a timeout.</remarks>
[Alias("mail.ISuppressionGrain")]
public interface ISuppressionGrain : IGrainWithStringKey
{
    /// <summary>Suppresses; an address that is suppressed already keeps its first reason.</summary>
    [Alias("Add"), Needs(Right.SuppressionManage, Scope.Everywhere, Masked = "entry")]
    Task AddAsync(SuppressionEntry entry);

    /// <summary>Lifts a suppression; false if there was none.</summary>
    [Alias("Remove"), Needs(Right.SuppressionManage, Scope.Everywhere, Masked = "address")]
    Task<bool> RemoveAsync(string address);

    /// <summary>The entry for an address; null if it is not suppressed.</summary>
    [Alias("Find"), Needs(Right.SuppressionManage, Scope.Everywhere, Masked = "address")]
    Task<SuppressionEntry?> FindAsync(string address);
}
