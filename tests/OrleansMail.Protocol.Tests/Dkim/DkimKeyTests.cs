using System.Security.Cryptography;

namespace OrleansMail.Dkim;

/// <summary>Keys are made, kept and published in the forms that others read.</summary>
public sealed class DkimKeyTests
{
    [Fact]
    public void A_made_key_has_2048_bits_and_survives_export()
    {
        var key = DkimKey.Create();
        var again = DkimKey.ImportPem(key.ExportPem());

        Assert.Equal(2048, key.Bits);
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", key.ExportPem(), StringComparison.Ordinal);
        Assert.Equal(key.DnsRecord, again.DnsRecord);
    }

    [Fact]
    public void The_record_is_split_for_dns_and_joins_without_blanks()
    {
        var key = DkimKey.Create();

        Assert.StartsWith("v=DKIM1; k=rsa; p=MIIB", key.DnsRecord, StringComparison.Ordinal);
        Assert.Equal(2, key.DnsRecordStrings.Count);
        Assert.All(key.DnsRecordStrings, part => Assert.InRange(part.Length, 1, 255));
        Assert.Equal(key.DnsRecord, string.Concat(key.DnsRecordStrings));
        Assert.Equal(
            $"om1._domainkey.shop.example. IN TXT ( \"{key.DnsRecordStrings[0]}\" \"{key.DnsRecordStrings[1]}\" )",
            key.ZoneLine("shop.example", "om1"));
    }

    [Fact]
    public void A_key_that_receivers_distrust_is_refused()
    {
        using var rsa = RSA.Create(512);
        var pem = rsa.ExportPkcs8PrivateKeyPem();

        Assert.Throws<ArgumentException>(() => DkimKey.ImportPem(pem));
    }

    [Theory]
    [InlineData("")]
    [InlineData("shop..example")]
    [InlineData("shop.example;l=0")]
    [InlineData("みほん.jp")]
    public void A_domain_that_could_change_the_field_is_refused(string domain)
    {
        Assert.Throws<ArgumentException>(() => new DkimSigner(domain, "om1", DkimKey.Create()));
        Assert.Throws<ArgumentException>(() => new DkimSigner("shop.example", domain, DkimKey.Create()));
    }
}
