using Orleans.Core.Internal;

namespace OrleansMail.People;

[Collection(PeopleTests.Name)]
public sealed class SessionTests(PeopleCluster cluster)
{
    private static readonly Wish Reader = new(Right.CampaignRead, "a.example");
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_session_ends_an_hour_after_its_last_call()
    {
        var person = await Person.InvitedAsync(cluster, Reader);

        cluster.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null((await person.AuthenticateAsync()).Refusal);
        cluster.Clock.Advance(TimeSpan.FromHours(1) + Moment);

        Assert.Equal("session", (await person.AuthenticateAsync()).Refusal?.Code);
    }

    [Fact]
    public async Task A_session_ends_after_a_day_however_busy()
    {
        var person = await Person.InvitedAsync(cluster, Reader);
        for (var half = 1; half < 48; half++)
        {
            cluster.Clock.Advance(TimeSpan.FromMinutes(30));
            Assert.Null((await person.AuthenticateAsync()).Refusal);
        }

        cluster.Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal("session", (await person.AuthenticateAsync()).Refusal?.Code);
    }

    [Fact]
    public async Task An_administrators_session_is_shorter()
    {
        var idle = await Person.AdministratorAsync(cluster);
        cluster.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Null((await idle.AuthenticateAsync()).Refusal);
        cluster.Clock.Advance(TimeSpan.FromMinutes(15) + Moment);
        Assert.NotNull((await idle.AuthenticateAsync()).Refusal);

        var busy = await Person.AdministratorAsync(cluster);
        for (var tenth = 1; tenth < 72; tenth++)
        {
            cluster.Clock.Advance(TimeSpan.FromMinutes(10));
            Assert.Null((await busy.AuthenticateAsync()).Refusal);
        }

        cluster.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.NotNull((await busy.AuthenticateAsync()).Refusal);
    }

    [Fact]
    public async Task Idle_times_survive_the_activation()
    {
        var person = await Person.InvitedAsync(cluster, Reader);
        cluster.Clock.Advance(TimeSpan.FromMinutes(50));
        await person.AuthenticateAsync();
        await person.Grain.Cast<IGrainManagementExtension>().DeactivateOnIdle(TestContext.Current.CancellationToken);
        cluster.Clock.Advance(TimeSpan.FromMinutes(50));

        Assert.Null((await person.AuthenticateAsync()).Refusal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_at_once_and_no_other()
    {
        var person = await Person.InvitedAsync(cluster, Reader);
        var other = (await person.SignInAsync()).Token;
        (await person.CallerAsync()).Enter();

        await person.Grain.SignOutAsync();

        Assert.NotNull((await person.AuthenticateAsync()).Refusal);
        Assert.Null((await person.AuthenticateAsync(other, person.From)).Refusal);
        Assert.Contains("sign-out", cluster.Trail.Of($"user:{person.Name}"));
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended_by_their_owner()
    {
        var person = await Person.InvitedAsync(cluster, Reader);
        var other = (await person.SignInAsync(from: "192.0.2.77")).Token;
        var caller = await person.CallerAsync();
        caller.Enter();

        var sessions = await person.Grain.SessionsAsync();
        Assert.Equal(2, sessions.Length);
        Assert.Equal(caller.Session, Assert.Single(sessions, one => one.IsThis).Id);
        Assert.Equal(0, await person.Grain.EndSessionAsync("ffffffff"));
        Assert.Equal(1, await person.Grain.EndSessionAsync(Assert.Single(sessions, one => one.From == "192.0.2.77").Id));

        Assert.NotNull((await person.AuthenticateAsync(other, person.From)).Refusal);
        Assert.Null((await person.AuthenticateAsync()).Refusal);
        Assert.Contains("session-ended", cluster.Trail.Of($"user:{person.Name}"));
    }

    [Fact]
    public async Task A_new_password_ends_all_sessions_and_goes_on_under_a_new_token()
    {
        var person = await Person.WithFactorAsync(cluster, Reader);
        var old = person.Token;
        var other = (await person.SignInAsync(code: person.NextCode())).Token;
        (await person.CallerAsync()).Enter();

        var wrong = await person.Grain.ChangePasswordAsync("not that one at all", "tin cobalt ferry walnut");
        var weak = await person.Grain.ChangePasswordAsync(Person.Password, "password1");
        var same = await person.Grain.ChangePasswordAsync(Person.Password, Person.Password);
        person.Take(await person.Grain.ChangePasswordAsync(Person.Password, "tin cobalt ferry walnut"));

        Assert.All([wrong, weak, same], answer => Assert.Equal("password", answer.Refusal?.Field));
        Assert.NotNull((await person.AuthenticateAsync(old, person.From)).Refusal);
        Assert.NotNull((await person.AuthenticateAsync(other, person.From)).Refusal);
        Assert.Null((await person.AuthenticateAsync()).Refusal);
        Assert.Equal(No.SignIn, (await person.SignInAsync(code: person.NextCode())).Refusal);
        Assert.Null((await person.SignInAsync("tin cobalt ferry walnut", person.NextCode())).Refusal);
        Assert.Contains("password-changed", cluster.Trail.Of($"user:{person.Name}"));
    }

    [Fact]
    public async Task A_factor_shown_again_is_fresh_and_its_code_is_used_up()
    {
        var person = await Person.WithFactorAsync(cluster, Reader);
        var old = person.Token;
        cluster.Clock.Advance(TimeSpan.FromMinutes(20));
        (await person.CallerAsync()).Enter();
        var code = person.NextCode();

        person.Take(await person.Grain.StepUpAsync(code));

        Assert.Equal(cluster.Clock.GetUtcNow(), (await person.CallerAsync()).SecondFactorAt);
        Assert.NotNull((await person.AuthenticateAsync(old, person.From)).Refusal);
        Assert.Equal(No.Code, (await person.Grain.StepUpAsync(code)).Refusal);
    }

    [Fact]
    public async Task Guessing_codes_within_a_session_is_slowed_down()
    {
        var person = await Person.WithFactorAsync(cluster, Reader);
        (await person.CallerAsync()).Enter();
        for (var guess = 0; guess <= LockOut.Free; guess++)
        {
            Assert.Equal(No.Code, (await person.Grain.StepUpAsync("000000")).Refusal);
        }

        Assert.Equal(No.TooMany, (await person.Grain.StepUpAsync(person.Code())).Refusal);
        Assert.Equal(No.TooMany, (await person.Grain.ChangePasswordAsync(Person.Password, "tin cobalt")).Refusal);
        person.Take(await person.Grain.StepUpAsync(person.NextCode()));
    }

    [Fact]
    public async Task Own_matters_are_nobody_elses()
    {
        var (person, other) = (await Person.WithFactorAsync(cluster, Reader), await Person.WithFactorAsync(cluster, Reader));
        Caller[] strangers =
        [
            await other.CallerAsync(),
            Caller.Engine,
            (await person.CallerAsync()) with { Session = "ffffffff" },
            (await person.CallerAsync()) with { Kind = CallerKind.Service },
        ];

        foreach (var stranger in strangers)
        {
            stranger.Enter();
            Assert.Equal(No.Session, (await person.Grain.ChangePasswordAsync(Person.Password, "tin cobalt ferry")).Refusal);
            Assert.Equal(No.Session, (await person.Grain.StepUpAsync(person.NextCode())).Refusal);
            Assert.Equal(No.Session, (await person.Grain.OfferFactorAsync(Person.Password, person.Code())).Refusal);
            Assert.Equal(No.Session, (await person.Grain.ConfirmFactorAsync("000000")).Refusal);
            Assert.Equal(No.Session, (await person.Grain.RenewRecoveryAsync(person.Code())).Refusal);
            Assert.Empty(await person.Grain.SessionsAsync());
            Assert.Equal(0, await person.Grain.EndSessionAsync(""));
            Assert.Null(await person.Grain.WhoAmIAsync());
            await person.Grain.SignOutAsync();
        }

        Assert.Null((await person.AuthenticateAsync()).Refusal);
    }

    [Fact]
    public async Task New_recovery_codes_void_the_old_ones()
    {
        var person = await Person.WithFactorAsync(cluster, Reader);
        (await person.CallerAsync()).Enter();

        var renewed = await person.Grain.RenewRecoveryAsync(person.NextCode());

        Assert.Equal(10, renewed.RecoveryCodes.Length);
        Assert.Equal(No.SignIn, (await person.SignInAsync(code: person.Recovery[0])).Refusal);
        Assert.Null((await person.SignInAsync(code: renewed.RecoveryCodes[0])).Refusal);
    }

    [Fact]
    public async Task An_offered_factor_waits_ten_minutes()
    {
        var person = await Person.InvitedAsync(cluster, Reader);
        (await person.CallerAsync()).Enter();
        Assert.Equal(No.Password, (await person.Grain.OfferFactorAsync("not that one at all", "")).Refusal);
        var offer = await person.Grain.OfferFactorAsync(Person.Password, "");
        Assert.True(Base32.TryRead(offer.Secret, out var secret));

        cluster.Clock.Advance(TimeSpan.FromMinutes(10));
        var late = await person.Grain.ConfirmFactorAsync(Totp.Code(secret, Totp.StepAt(cluster.Clock.GetUtcNow())));

        Assert.Equal("second-factor", late.Refusal?.Code);
        Assert.False((await person.Grain.ShowAsync())!.HasFactor);
    }

    [Fact]
    public async Task A_password_too_old_for_the_policy_has_no_rights_until_it_is_changed()
    {
        var person = await Person.InvitedAsync(cluster, Reader);
        cluster.Options.Rotation = "days=30";
        try
        {
            Assert.NotEmpty((await person.AuthenticateAsync()).Grants);
            cluster.Clock.Advance(TimeSpan.FromDays(31));
            var answer = await person.SignInAsync();
            person.Take(answer);
            Assert.Equal(SessionNeeds.NewPassword, answer.Needs);
            Assert.Empty((await person.AuthenticateAsync()).Grants);

            (await person.CallerAsync()).Enter();
            person.Take(await person.Grain.ChangePasswordAsync(Person.Password, "tin cobalt ferry walnut"));
            Assert.NotEmpty((await person.AuthenticateAsync()).Grants);
        }
        finally
        {
            cluster.Options.Rotation = "off";
        }
    }
}
