using OrleansMail.Reports;
using OrleansMail.Suppression;

namespace OrleansMail.Storage;

public abstract class SmallStoreTests(StorageKind kind) : StoreTests(kind)
{
    [Fact]
    public async Task A_suppressed_address_keeps_its_first_reason_until_it_is_removed()
    {
        var store = Trial.Suppressions;
        var entry = Entry("a@b.test");
        await store.AddAsync(StorageTrial.KeyOf("a@b.test"), entry);
        await store.AddAsync(StorageTrial.KeyOf("a@b.test"), entry with { Reason = "manual" });

        Assert.Equal(entry, await store.FindAsync(StorageTrial.KeyOf("a@b.test")));
        Assert.True(await store.RemoveAsync(StorageTrial.KeyOf("a@b.test")));
        Assert.False(await store.RemoveAsync(StorageTrial.KeyOf("a@b.test")));
        Assert.Null(await store.FindAsync(StorageTrial.KeyOf("a@b.test")));
    }

    [Fact]
    public async Task Suppressed_addresses_are_filtered_and_listed_by_their_keys()
    {
        var store = Trial.Suppressions;
        string[] addresses = ["c@b.test", "a@b.test", "b@b.test"];
        foreach (var address in addresses)
        {
            await store.AddAsync(StorageTrial.KeyOf(address), Entry(address));
        }

        string[] asked = ["x@b.test", "b@b.test", "y@b.test", "c@b.test"];
        var keys = asked.Select(StorageTrial.KeyOf).ToArray();

        Assert.Equal([1, 3], await store.FilterAsync(keys));
        var first = await store.ListAsync(null, 2);
        var rest = await store.ListAsync(StorageTrial.KeyOf(first[1].Address), 2);
        Assert.Equal(
            addresses.OrderBy(KeyText, StringComparer.Ordinal),
            first.Concat(rest).Select(entry => entry.Address));
    }

    [Fact]
    public async Task Content_is_kept_and_replaced()
    {
        await Trial.Contents.PutAsync("spring", [1]);
        await Trial.Contents.PutAsync("spring", []);

        var content = await Trial.Contents.GetAsync("spring");

        Assert.NotNull(content);
        Assert.Empty(content);
        Assert.Null(await Trial.Contents.GetAsync("autumn"));
    }

    [Fact]
    public async Task What_exists_is_listed_in_the_order_it_came()
    {
        var directory = Trial.Directory;
        await directory.PutAsync(DirectoryKind.Campaign, "z", running: true);
        await directory.PutAsync(DirectoryKind.Campaign, "a", running: true);
        await directory.PutAsync(DirectoryKind.Domain, "d", running: false);
        await directory.PutAsync(DirectoryKind.Campaign, "z", running: false);

        Assert.Equal(["z", "a"], await directory.ListAsync(DirectoryKind.Campaign, runningOnly: false));
        Assert.Equal(["a"], await directory.ListAsync(DirectoryKind.Campaign, runningOnly: true));
        Assert.Equal(["d"], await directory.ListAsync(DirectoryKind.Domain, runningOnly: false));
    }

    private static string KeyText(string address) => Convert.ToHexString(StorageTrial.KeyOf(address));

    private static SuppressionEntry Entry(string address) =>
        new(address, "bounce", "550 5.1.1 no such user", StorageTrial.Noon);
}

public sealed class SqliteSmallStoreTests() : SmallStoreTests(StorageKind.Sqlite);

public sealed class PostgresSmallStoreTests() : SmallStoreTests(StorageKind.Postgres);
