using OrleansMail.Addresses;

namespace OrleansMail.Storage;

public sealed class AddressKeyTests : IDisposable
{
    private static readonly byte[] Secret = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_key_is_sixteen_octets_of_the_canonical_address()
    {
        var keys = new AddressKey(Secret);

        Assert.Equal(16, keys.KeyOf(Read("a@b.test")).Length);
        Assert.Equal(keys.KeyOf(Read("Ann@b.test")), keys.KeyOf(Read("ann@b.test")));
        Assert.NotEqual(keys.KeyOf(Read("a@b.test")), keys.KeyOf(Read("b@b.test")));
    }

    [Fact]
    public void A_token_is_the_base_32_of_fifteen_octets()
    {
        // HMAC-SHA-256 over u, NUL, spring, NUL, 7; made with another program.
        Assert.Equal("jh6lahwxkqher23j5cvqetaf", new AddressKey(Secret).Token("spring", 7));
    }

    [Fact]
    public void The_secret_is_made_once()
    {
        var path = Path.Combine(_folder.New("keys"), "address.key");

        var first = AddressKey.Load(path).Token("spring", 1);

        Assert.Equal(first, AddressKey.Load(path).Token("spring", 1));
        Assert.NotEqual(first, AddressKey.Load(path + "2").Token("spring", 1));
    }

    [Fact]
    public void A_file_that_is_no_secret_is_refused()
    {
        var path = _folder.New("short");
        File.WriteAllBytes(path, new byte[31]);

        Assert.Equal(
            DataFolderFault.Damaged, Assert.Throws<DataFolderException>(() => AddressKey.Load(path)).Fault);
    }

    private static Mailbox Read(string address) =>
        Mailbox.TryParse(address, out var mailbox, out _) ? mailbox : throw new InvalidOperationException("bad test");
}
