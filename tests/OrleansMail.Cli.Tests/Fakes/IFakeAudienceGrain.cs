using OrleansMail.Recipients;

namespace OrleansMail.Fakes;

/// <summary>The side of a fake audience that tests talk to.</summary>
[Alias("fake.IFakeAudienceGrain")]
public interface IFakeAudienceGrain : IAudienceGrain
{
    /// <summary>The committed rows; null when nothing was committed.</summary>
    [Alias("Committed")]
    Task<RecipientRow[]?> CommittedAsync();

    [Alias("Columns")]
    Task<string[]> ColumnsAsync();
}
