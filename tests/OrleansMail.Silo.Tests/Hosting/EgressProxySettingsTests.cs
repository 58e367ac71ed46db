using System.Net;
using OrleansMail.Storage;

namespace OrleansMail.Hosting;

public sealed class EgressProxySettingsTests
{
    private const string Address = "198.51.100.1";

    [Fact]
    public void Each_address_has_the_proxy_that_is_named_for_it_and_others_have_none()
    {
        var proxies = EgressProxySettings.Read(new EgressOptions
        {
            Addresses = [$"{Address}=mta1.example.com", "198.51.100.2", "192.0.2.1"],
            Proxies = [$"{Address}=proxy-v2://10.0.0.5:5000", "198.51.100.2=proxy-v2://10.0.0.5:5000"],
        });

        Assert.Equal("proxy-v2://10.0.0.5:5000", proxies.Of(IPAddress.Parse(Address))?.ToString());
        Assert.Equal("proxy-v2://10.0.0.5:5000", proxies.Of(IPAddress.Parse("198.51.100.2"))?.ToString());
        Assert.Null(proxies.Of(IPAddress.Parse("192.0.2.1")));
    }

    [Fact]
    public void What_a_silo_tells_the_others_has_the_proxies_and_no_password()
    {
        using var folder = new TempFolder();
        var options = new EgressOptions
        {
            Addresses = [$"{Address}=mta1.example.com", "192.0.2.1"],
            Proxies = [$"{Address}=socks5://10.0.0.5:1080"],
            ProxyPasswords = Passwords(folder, "# of the machine room\n\n10.0.0.5:1080 mailer hunter2 and blanks\n10.0.0.9:1 a b\n"),
        };
        var proxies = EgressProxySettings.Read(options);

        Assert.NotNull(proxies.Of(IPAddress.Parse(Address))!.Login);
        Assert.Equal(
            $"{Address}@socks5://10.0.0.5:1080,192.0.2.1", EgressRegistration.Of(options, proxies, isAlone: false).Text);
        Assert.Equal(
            $"*,{Address}@socks5://10.0.0.5:1080,192.0.2.1", EgressRegistration.Of(options, proxies, isAlone: true).Text);
    }

    [Theory]
    [InlineData("begins with no IP address", "mta1=socks5://10.0.0.5:1080")]
    [InlineData("begins with no IP address", "socks5://mailer:hunter2@10.0.0.5:1080")]
    [InlineData("cannot be read: it is written socks5://HOST:PORT", Address + "=10.0.0.5:1080")]
    [InlineData("Egress:ProxyPasswords", Address + "=socks5://mailer:hunter2@10.0.0.5:1080")]
    [InlineData("198.51.100.9 is not in Egress:Addresses", "198.51.100.9=socks5://10.0.0.5:1080")]
    [InlineData("is there twice", Address + "=proxy-v2://10.0.0.5:1", Address + "=proxy-v1://10.0.0.5:2")]
    [InlineData(
        "198.51.100.1 and 198.51.100.2 are both on", Address + "=socks5://10.0.0.5:1080", "198.51.100.2=socks5://10.0.0.5:1080")]
    public void What_cannot_be_meant_is_refused_by_name_and_no_password_is_repeated(string words, params string[] entries)
    {
        var fault = Assert.Throws<ConfigurationException>(() => EgressProxySettings.Read(
            new EgressOptions { Addresses = [Address, "198.51.100.2"], Proxies = [.. entries] }));

        Assert.StartsWith("Egress:Proxies: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.5 mailer hunter2")]
    [InlineData("10.0.0.5:1080 hunter2")]
    [InlineData("10.0.0.5:1080  hunter2")]
    [InlineData("10.0.0.5:1080 mailer hunter2\n10.0.0.5:1080 mailer hunter2")]
    public void A_line_of_the_passwords_that_is_none_is_told_by_its_number(string lines)
    {
        using var folder = new TempFolder();

        var fault = Assert.Throws<ConfigurationException>(() => ProxyPasswordFile.Read(Passwords(folder, lines)));

        Assert.Contains($"line {lines.Split('\n').Length} of", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Passwords_that_are_not_there_stop_the_start()
    {
        var fault = Assert.Throws<ConfigurationException>(() => ProxyPasswordFile.Read("/nowhere/passwords"));

        Assert.StartsWith("Egress:ProxyPasswords: the file cannot be read", fault.Message, StringComparison.Ordinal);
    }

    private static string Passwords(TempFolder folder, string lines)
    {
        var file = folder.New("passwords");
        File.WriteAllText(file, lines);
        return file;
    }
}
