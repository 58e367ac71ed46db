namespace OrleansMail.Sealing;

/// <summary>Speaks for the vault of the storage.</summary>
[GrainType("seal")]
internal sealed class SealGrain(IKeyVault vault) : Grain, ISealGrain
{
    public Task<SealStatus> StatusAsync() => vault.StatusAsync();

    public Task<SealStatus> RotateAsync(Guid operation) => vault.RotateAsync();
}
