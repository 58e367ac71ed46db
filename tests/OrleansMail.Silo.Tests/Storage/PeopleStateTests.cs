using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using OrleansMail.People;

namespace OrleansMail.Storage;

/// <summary>What is remembered of people and keys, through the storage and back.</summary>
public abstract class PeopleStateTests(StorageKind kind) : StoreTests(kind)
{
    [Fact]
    public Task A_user_comes_back_as_written() => SameAfterwardsAsync(new UserState
    {
        CreatedAt = StorageTrial.Noon,
        CreatedBy = "ann",
        Disabled = true,
        PasswordHash = "$argon2id$v=19$m=47104,t=1,p=1$c2FsdA$aGFzaA",
        PasswordChangedAt = StorageTrial.Noon.AddDays(1),
        PasswordIsShort = true,
        Invitation = [1, 2],
        InvitedUntil = StorageTrial.Noon.AddDays(2),
        FactorSecret = [3, 4],
        LastStep = 58_000_000,
        Recovery = [[5], [6]],
        Grants = [new Granted(new Wish(Role.Author, "a.example"), "ann", StorageTrial.Noon, StorageTrial.Noon.AddDays(3))],
        Sessions =
        [
            new SessionState
            {
                Id = "0a", TokenHash = [7], From = "192.0.2.1", StartedAt = StorageTrial.Noon,
                LastUsedAt = StorageTrial.Noon.AddMinutes(1), SecondFactorAt = StorageTrial.Noon,
            },
        ],
        Devices = [new DeviceState { Hash = [8], LastUsedAt = StorageTrial.Noon, Lock = new LockOut(2, StorageTrial.Noon) }],
        SignInLock = new LockOut(3, StorageTrial.Noon),
        SessionLock = new LockOut(4, StorageTrial.Noon),
        Addresses = ["192.0.2.0/24"],
        DropAskedBy = "bob",
        DropAskedUntil = StorageTrial.Noon.AddHours(1),
    });

    [Fact]
    public Task A_key_comes_back_as_written() => SameAfterwardsAsync(new ApiKeyState
    {
        CreatedAt = StorageTrial.Noon,
        CreatedBy = "ann",
        SecretHash = [1],
        OlderHash = [2],
        OlderUntil = StorageTrial.Noon.AddDays(7),
        Settings = new ApiKeySettings([new Wish(Right.CampaignStart, "a.example")], ["192.0.2.1/32"], StorageTrial.Noon),
        RevokedAt = StorageTrial.Noon.AddDays(1),
        LastUsedAt = StorageTrial.Noon.AddDays(2),
    });

    [Fact]
    public Task The_list_of_administrators_comes_back_as_written() =>
        SameAfterwardsAsync(new PeopleState { Administrators = ["ann", "bob"], FirstHash = [1], FoundedAt = StorageTrial.Noon });

    private async Task SameAfterwardsAsync<T>(T state)
        where T : new()
    {
        var storage = Trial.Services.GetRequiredKeyedService<IGrainStorage>("Default");
        var id = GrainId.Create("people", "one");
        await storage.WriteStateAsync("state", id, new GrainState<T>(state));
        var read = new GrainState<T>();

        await storage.ReadStateAsync("state", id, read);

        Assert.Equivalent(state, read.State, strict: true);
    }
}

public sealed class SqlitePeopleStateTests() : PeopleStateTests(StorageKind.Sqlite);

public sealed class PostgresPeopleStateTests() : PeopleStateTests(StorageKind.Postgres);
