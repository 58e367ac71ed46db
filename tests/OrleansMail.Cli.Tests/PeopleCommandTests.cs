using OrleansMail.Fakes;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail;

[Collection(nameof(PeopleCommandTests))]
public sealed class PeopleCommandTests : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FakeSilo _silo;
    private readonly string _folder = Directory.CreateTempSubdirectory("orleansmail-people-").FullName;
    private readonly string _user = $"u{Guid.NewGuid():n}";

    public PeopleCommandTests(FakeSilo silo)
    {
        _silo = silo;
        Give(SecretInput.PasswordVariable, FakeUserGrain.Password);
        Environment.SetEnvironmentVariable(SecretInput.FactorVariable, Path.Combine(_folder, "factor"));
    }

    private string Config => Path.Combine(_silo.Folder, "config", "orleansmail");

    public void Dispose()
    {
        string[] variables =
        [
            SecretInput.PasswordVariable, SecretInput.NewPasswordVariable, SecretInput.InvitationVariable,
            SecretInput.FactorVariable,
        ];
        Array.ForEach(variables, variable => Environment.SetEnvironmentVariable(variable, null));
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_session_is_kept_for_its_owner_alone_and_shown_with_every_call()
    {
        var ran = await Ran.AsyncOn(_silo, "login", _user, "--json");
        var who = await Ran.AsyncOn(_silo, "whoami", "--json");

        Assert.Equal((0, "factor"), (ran.Code, ran.Json.GetProperty("needs").GetString()));
        Assert.DoesNotContain("om_sess_", ran.Out + ran.Errors, StringComparison.Ordinal);
        Assert.Equal(_user, who.Json.GetProperty("name").GetString());
        Assert.Equal("campaign.read@example.com", who.Json.GetProperty("rights")[0].GetString());
        Assert.Equal("campaign.approve@example.com", who.Json.GetProperty("later")[0].GetProperty("right").GetString());
        Assert.Contains(
            "campaign.approve@example.com, but only from 1970-01-02 00:00:00Z on",
            (await Ran.AsyncOn(_silo, "whoami")).Out,
            StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(Config), file => Assert.Equal(OwnerFile, ModeOf(file)));
        Assert.Equal(OwnerFile | UnixFileMode.UserExecute, ModeOf(Config));
    }

    [Fact]
    public async Task After_logout_nobody_is_signed_in()
    {
        await Ran.AsyncOn(_silo, "login", _user);

        Assert.Equal(0, (await Ran.AsyncOn(_silo, "logout")).Code);

        var who = await Ran.AsyncOn(_silo, "whoami", "--json");
        Assert.Equal((1, "session"), (who.Code, who.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal(1, (await Ran.AsyncOn(_silo, "logout")).Code);
    }

    [Fact]
    public async Task A_wrong_password_keeps_no_session()
    {
        await Ran.AsyncOn(_silo, "login", _user);
        await Ran.AsyncOn(_silo, "logout");
        Give(SecretInput.PasswordVariable, "wrong");

        var ran = await Ran.AsyncOn(_silo, "login", _user, "--json");

        Assert.Equal((1, "sign-in"), (ran.Code, ran.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal(1, (await Ran.AsyncOn(_silo, "whoami")).Code);
    }

    [Fact]
    public async Task Without_a_terminal_the_answer_names_the_variable_for_the_password()
    {
        Assert.SkipUnless(Console.IsInputRedirected, "Somebody runs the tests at a terminal.");
        Environment.SetEnvironmentVariable(SecretInput.PasswordVariable, null);

        var ran = await Ran.AsyncOn(_silo, "login", _user);

        Assert.Equal(1, ran.Code);
        Assert.Contains(SecretInput.PasswordVariable, ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_adds_a_factor_and_signs_in_with_it()
    {
        await Ran.AsyncOn(_silo, "login", _user);
        var codes = Path.Combine(_folder, "codes");

        var pipe = await Ran.AsyncOn(_silo, "factor", "add", "--json");
        var added = await Ran.AsyncOn(_silo, "factor", "add", "--out", codes, "--json");
        var again = await Ran.AsyncOn(_silo, "login", _user, "--json");
        var proved = await Ran.AsyncOn(_silo, "factor", "prove", "--json");
        var renewed = await Ran.AsyncOn(_silo, "factor", "recovery", "--out", codes + "2", "--json");

        Assert.Equal("out", pipe.Json.GetProperty("error").GetProperty("field").GetString());
        Assert.Equal((0, 0, 0, 0), (added.Code, again.Code, proved.Code, renewed.Code));
        Assert.Equal("nothing", again.Json.GetProperty("needs").GetString());
        Assert.Equal("AAAA-BBBB-CCCC-DDDD\n", await File.ReadAllTextAsync(codes, TestContext.Current.CancellationToken));
        Assert.Equal(OwnerFile, ModeOf(codes));
        Assert.Equal(OwnerFile, ModeOf(Path.Combine(_folder, "factor")));
        Assert.DoesNotContain("AAAA", added.Out + added.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_administrator_uses_the_file_in_the_folder_up()
    {
        var file = Path.Combine(_silo.Folder, "first-administrator");
        await File.WriteAllTextAsync(file, FakePeopleGrain.Secret + "\n", TestContext.Current.CancellationToken);

        var first = await Ran.AsyncOn(_silo, "login", "--first", _user, "--json");
        var second = await Ran.AsyncOn(_silo, "login", "--first", _user);

        Assert.Equal((0, 1), (first.Code, second.Code));
        Assert.False(File.Exists(file));
        Assert.Contains("there is an administrator already", second.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_goes_into_a_file_and_brings_its_person_in()
    {
        var file = Path.Combine(_folder, "invitation");
        var added = await Ran.AsyncOn(
            _silo, "user", "add", _user, "--grant", "author@例え.jp", "--grant", "auditor@everywhere", "--out", file, "--json");
        var invitation = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim();
        Give(SecretInput.InvitationVariable, invitation);
        Give(SecretInput.PasswordVariable, "chosen");

        var accepted = await Ran.AsyncOn(_silo, "login", _user, "--invited");
        var signedIn = await Ran.AsyncOn(_silo, "login", _user);

        Assert.Equal((0, 0, 0), (added.Code, accepted.Code, signedIn.Code));
        Assert.Equal(OwnerFile, ModeOf(file));
        Assert.DoesNotContain(invitation, added.Out + added.Errors, StringComparison.Ordinal);
        Assert.Equal(
            ["author@xn--r8jz45g.jp", "auditor@*"],
            added.Json.GetProperty("grants").EnumerateArray()
                .Select(grant => $"{grant.GetProperty("what").GetString()}@{grant.GetProperty("domain").GetString()}"));
    }

    [Fact]
    public async Task A_password_is_changed_from_two_files()
    {
        await Ran.AsyncOn(_silo, "login", _user);
        Give(SecretInput.NewPasswordVariable, "newer");

        var changed = await Ran.AsyncOn(_silo, "password");
        var old = await Ran.AsyncOn(_silo, "login", _user);
        Give(SecretInput.PasswordVariable, "newer");
        var renewed = await Ran.AsyncOn(_silo, "login", _user);

        Assert.Equal((0, 1, 0), (changed.Code, old.Code, renewed.Code));
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended()
    {
        await Ran.AsyncOn(_silo, "login", _user);

        var list = await Ran.AsyncOn(_silo, "session", "list", "--json");
        var others = await Ran.AsyncOn(_silo, "session", "end", "--json");
        var one = await Ran.AsyncOn(_silo, "session", "end", "s2");
        var none = await Ran.AsyncOn(_silo, "session", "end", "s9");

        Assert.Equal("s1", list.Json[0].GetProperty("id").GetString());
        Assert.Equal(2, others.Json.GetProperty("ended").GetInt32());
        Assert.Equal((0, 1), (one.Code, none.Code));
    }

    [Fact]
    public async Task A_user_is_granted_restricted_disabled_and_shown()
    {
        await Ran.AsyncOn(
            _silo, "user", "add", _user, "--grant", "author@example.com", "--out", Path.Combine(_folder, "invitation"));

        await Ran.AsyncOn(_silo, "user", "grant", _user, "campaign.approve@example.com");
        await Ran.AsyncOn(_silo, "user", "revoke", _user, "author@example.com");
        await Ran.AsyncOn(_silo, "user", "allow", _user, "192.0.2.0/24", "2001:db8::1");
        await Ran.AsyncOn(_silo, "user", "disable", _user);
        var shown = await Ran.AsyncOn(_silo, "user", "show", _user, "--json");
        var enabled = await Ran.AsyncOn(_silo, "user", "enable", _user);
        var unknown = await Ran.AsyncOn(_silo, "user", "show", "nobody");

        Assert.Equal("disabled", shown.Json.GetProperty("state").GetString());
        Assert.Equal("campaign.approve", Assert.Single(shown.Json.GetProperty("grants").EnumerateArray()).GetProperty("what").GetString());
        Assert.Equal(2, shown.Json.GetProperty("addresses").GetArrayLength());
        Assert.Contains($"{_user}: active", enabled.Out, StringComparison.Ordinal);
        Assert.Equal(1, unknown.Code);
    }

    [Fact]
    public async Task A_role_counts_from_where_it_is_said_to_and_is_listed_with_its_rights()
    {
        var limited = await Ran.AsyncOn(_silo, "role", "allow", "operator", "192.0.2.0/24", "2001:db8::1");
        var listed = await Ran.AsyncOn(_silo, "role", "list");
        var roles = (await Ran.AsyncOn(_silo, "role", "list", "--json")).Json;
        var freed = await Ran.AsyncOn(_silo, "role", "allow", "operator", "--json");
        var unknown = await Ran.AsyncOn(_silo, "role", "allow", "king", "192.0.2.0/24", "--json");

        Assert.Contains("operator counts for calls from 192.0.2.0/24, 2001:db8::1 only.", limited.Out, StringComparison.Ordinal);
        Assert.Contains("192.0.2.0/24", listed.Out, StringComparison.Ordinal);
        Assert.Contains("anywhere", listed.Out, StringComparison.Ordinal);
        Assert.Equal(Role.Names, roles.EnumerateArray().Select(role => role.GetProperty("name").GetString()!));
        Assert.Equal(
            2, roles.EnumerateArray().Single(role => role.GetProperty("name").GetString() == "operator")
                .GetProperty("addresses").GetArrayLength());
        Assert.Equal(0, freed.Json.GetProperty("addresses").GetArrayLength());
        Assert.Equal((1, "role"), (unknown.Code, unknown.Json.GetProperty("error").GetProperty("field").GetString()));
    }

    [Fact]
    public async Task A_factor_is_dropped_by_the_second_request_and_only_that_one_gives_an_invitation()
    {
        var (one, two) = (Path.Combine(_folder, "one"), Path.Combine(_folder, "two"));

        var first = await Ran.AsyncOn(_silo, "user", "invite", _user, "--new-factor", "--out", one);
        var second = await Ran.AsyncOn(_silo, "user", "invite", _user, "--new-factor", "--out", two);

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Contains("another administrator has to ask too", first.Out, StringComparison.Ordinal);
        Assert.Equal((false, true), (File.Exists(one), File.Exists(two)));
    }

    [Fact]
    public async Task A_key_leaves_the_program_as_a_hash_alone()
    {
        var (file, newer) = (Path.Combine(_folder, "key"), Path.Combine(_folder, "newer"));

        var pipe = await Ran.AsyncOn(_silo, "key", "add", _user, "--grant", "campaign.start@example.com");
        var added = await Ran.AsyncOn(
            _silo, "key", "add", _user, "--grant", "campaign.start@example.com", "--allow", "192.0.2.0/24",
            "--expires", "30d", "--out", file, "--json");
        var rotated = await Ran.AsyncOn(_silo, "key", "rotate", _user, "--out", newer, "--json");
        var revoked = await Ran.AsyncOn(_silo, "key", "revoke", _user, "--json");

        Assert.Equal((1, 0), (pipe.Code, added.Code));
        await AssertKeyAsync(file, added);
        await AssertKeyAsync(newer, rotated);
        Assert.Equal("revoked", revoked.Json.GetProperty("state").GetString());
        Assert.Equal("192.0.2.0/24", added.Json.GetProperty("addresses")[0].GetString());
    }

    [Fact]
    public async Task Users_and_keys_are_listed()
    {
        var users = await Ran.AsyncOn(_silo, "user", "list", "--json");
        var keys = await Ran.AsyncOn(_silo, "key", "list", "--json");
        var tables = (await Ran.AsyncOn(_silo, "user", "list")).Out + (await Ran.AsyncOn(_silo, "key", "list")).Out;

        Assert.Equal("listed", users.Json[0].GetProperty("name").GetString());
        Assert.Equal("expired", keys.Json[0].GetProperty("state").GetString());
        Assert.Contains("author@example.com", tables, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("login Alice")]
    [InlineData("user add")]
    [InlineData("user add ann")]
    [InlineData("user add ann --grant author")]
    [InlineData("user add ann --grant flier@example.com")]
    [InlineData("user grant ann author@exa mple")]
    [InlineData("user grant ann author@")]
    [InlineData("key add a_b --grant author@example.com")]
    [InlineData("key add ab --grant author@example.com --expires soon")]
    public async Task Wrong_usage_is_told_before_a_silo_is_asked(string line) =>
        Assert.Equal(2, (await Ran.AsyncOn(null, line.Split(' '))).Code);

    [Fact]
    public void A_services_key_goes_before_a_session_and_must_be_one()
    {
        var store = new SessionStore(_folder, "data");
        var key = CallerToken.Write(CallerKind.Service, "shop", CallerToken.NewSecret());
        var (good, bad) = (Path.Combine(_folder, "good"), Path.Combine(_folder, "bad"));
        File.WriteAllText(good, key + "\n");
        File.WriteAllText(bad, CallerToken.Write(CallerKind.Person, "ann", CallerToken.NewSecret()));

        Assert.Null(CallerTokenSource.Find(store, _ => null));
        store.Keep("session");
        Assert.Equal("session", CallerTokenSource.Find(store, _ => null));
        Assert.Equal(key, CallerTokenSource.Find(store, _ => good));
        Assert.Throws<IOException>(() => CallerTokenSource.Find(store, _ => bad));
    }

    [Fact]
    public void Each_silos_folder_has_a_session_of_its_own_in_all_its_spellings()
    {
        new SessionStore(_folder, "data").Keep("one");

        Assert.Equal("one", new SessionStore(_folder, "./data/").Token);
        Assert.Null(new SessionStore(_folder, "other").Token);
        Assert.Equal(new SessionStore(_folder, "data").Device(), new SessionStore(_folder, "./data").Device());
    }

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private static async Task AssertKeyAsync(string file, Ran ran)
    {
        var text = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim();
        Assert.True(CallerToken.TryParse(text, out var token));
        Assert.Equal(Convert.ToHexStringLower(token.SecretHash), ran.Json.GetProperty("createdBy").GetString());
        Assert.DoesNotContain(text, ran.Out + ran.Errors, StringComparison.Ordinal);
        Assert.Equal(OwnerFile, ModeOf(file));
    }

    private void Give(string variable, string content)
    {
        var file = Path.Combine(_folder, variable);
        File.WriteAllText(file, content + "\n");
        Environment.SetEnvironmentVariable(variable, file);
    }
}
