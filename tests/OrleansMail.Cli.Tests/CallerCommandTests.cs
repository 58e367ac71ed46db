using OrleansMail.Fakes;
using OrleansMail.Terminal;

namespace OrleansMail;

/// <summary>What depends on the rights of whoever is signed in: here on campaign.read for example.com alone.</summary>
[Collection(nameof(PeopleCommandTests))]
public sealed class CallerCommandTests : IDisposable
{
    private readonly FakeSilo _silo;
    private readonly string _folder = Directory.CreateTempSubdirectory("orleansmail-caller-").FullName;
    private readonly string _user = $"u{Guid.NewGuid():n}";

    public CallerCommandTests(FakeSilo silo)
    {
        _silo = silo;
        var password = Path.Combine(_folder, "password");
        File.WriteAllText(password, FakeUserGrain.Password);
        Environment.SetEnvironmentVariable(SecretInput.PasswordVariable, password);
        Environment.SetEnvironmentVariable(SecretInput.FactorVariable, Path.Combine(_folder, "factor"));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(SecretInput.PasswordVariable, null);
        Environment.SetEnvironmentVariable(SecretInput.FactorVariable, null);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Trace_answers_whoever_may_not_know_what_is_suppressed_and_says_so()
    {
        await Ran.AsyncOn(_silo, "login", _user);
        await Ran.AsyncOn(_silo, "suppression", "add", "ada@example.com");

        var ran = await Ran.AsyncOn(_silo, "trace", "ada@example.com", "--json");
        await Ran.AsyncOn(_silo, "logout");
        await Ran.AsyncOn(_silo, "suppression", "remove", "ada@example.com");

        Assert.Equal(0, ran.Code);
        Assert.Single(ran.Json.GetProperty("attempts").EnumerateArray());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, ran.Json.GetProperty("suppressed").ValueKind);
        Assert.Contains("suppression.manage", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoami_shows_the_rights_and_nothing_that_is_missing_when_nothing_is()
    {
        await Ran.AsyncOn(_silo, "login", _user);

        var ran = await Ran.AsyncOn(_silo, "whoami");
        await Ran.AsyncOn(_silo, "logout");

        Assert.Equal(
            ["  campaign.read@example.com", "  campaign.approve@example.com, but only from 1970-01-02 00:00:00Z on"],
            ran.Lines[1..]);
    }
}
