using Microsoft.Extensions.Configuration;
using OrleansMail.People;
using OrleansMail.Storage;

namespace OrleansMail.Hosting;

public sealed class FirstAdministratorTests
{
    [Fact]
    public async Task The_secret_is_the_owners_alone_and_the_same_until_somebody_is_an_administrator()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Root, FirstAdministrator.FileName);

        await using (await StartAsync(folder))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(path));
        }

        var secret = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        await using (var again = await StartAsync(folder))
        {
            Assert.Equal(secret, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
            await again.Grains.GetGrain<IPeopleGrain>(0).JoinAsync("ann");
        }

        await using var last = await StartAsync(folder);
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("People:Rotation", "monthly", "Rotation")]
    [InlineData("People:HashMemory", "1024", "HashMemory")]
    [InlineData("People:CodeDrift", "2", "CodeDrift")]
    [InlineData("People:BreachedPasswords", "/nowhere/at/all", "/nowhere/at/all")]
    [InlineData("People:PasswordLength", "4", "PasswordLength")]
    public async Task A_setting_that_weakens_or_misses_stops_the_start(string key, string value, string told)
    {
        using var folder = new TempFolder();

        var fault = await Assert.ThrowsAsync<ConfigurationException>(() => StartAsync(folder, (key, value)));

        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
    }

    private static Task<MailSilo> StartAsync(TempFolder folder, params (string Key, string Value)[] settings) =>
        MailSilo.StartAsync(
            folder.Root,
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value)))
                .Build());

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(path);
}
