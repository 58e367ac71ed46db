using System.Security.Cryptography;
using System.Text;
using OrleansMail.Addresses;
using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

public sealed class MessageIdsTests
{
    [Fact]
    public void The_same_recipient_has_the_same_id_at_every_attempt() =>
        Assert.Equal(Of("spring", 7), Of("spring", 7));

    [Fact]
    public void Ids_differ_by_campaign_row_and_secret()
    {
        string[] ids = [Of("spring", 7), Of("spring", 8), Of("summer", 7), Of("spring", 7, secret: "other")];

        Assert.Equal(4, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void An_id_is_a_dot_atom_of_the_senders_domain_that_does_not_show_the_token()
    {
        var id = Of("spring", 7);

        Assert.Matches("^7\\.[0-9a-f]{24}@sender\\.test$", id);
        Assert.DoesNotContain(new Keys("secret").Token("spring", 7), id, StringComparison.Ordinal);
    }

    private static string Of(string campaign, long row, string secret = "secret") =>
        MessageIds.Of(new Keys(secret).Token(campaign, row), row, "sender.test");

    private sealed class Keys(string secret) : IAddressKey
    {
        public byte[] KeyOf(Mailbox mailbox) => throw new NotSupportedException();

        public string Token(string campaign, long row) => Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), Encoding.ASCII.GetBytes($"{campaign}/{row}")))[..24];
    }
}
