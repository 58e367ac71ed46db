using Orleans.Storage;
using OrleansMail.Audit;

namespace OrleansMail.People;

[Collection(PeopleTests.Name)]
public sealed class SignInTests(PeopleCluster cluster)
{
    private static readonly Wish Author = new(Role.Author, "a.example");
    private static readonly Wish Reader = new(Right.CampaignRead, "a.example");

    [Fact]
    public async Task A_token_stands_for_its_person_with_the_rights_that_were_granted()
    {
        var person = await Person.WithFactorAsync(cluster, Reader);

        var found = await person.AuthenticateAsync();

        Assert.Null(found.Refusal);
        Assert.Equal((person.Name, CallerKind.Person, person.From), (found.Caller!.Name, found.Caller.Kind, found.Caller.From));
        Assert.Equal([new Grant(Right.CampaignRead, "a.example")], found.Grants);
        Assert.Equal(cluster.Clock.GetUtcNow(), found.Caller.SecondFactorAt);
    }

    [Fact]
    public async Task Another_secret_stands_for_nobody()
    {
        var person = await Person.InvitedAsync(cluster, Reader);
        var forged = CallerToken.Write(CallerKind.Person, person.Name, CallerToken.NewSecret());

        var found = await person.AuthenticateAsync(forged, person.From);

        Assert.Equal("session", found.Refusal?.Code);
        Assert.Empty(found.Grants);
    }

    [Fact]
    public async Task Until_a_demanded_factor_is_there_a_session_has_no_rights()
    {
        var person = await Person.InvitedAsync(cluster, new Wish(Right.CampaignStart, "a.example"));
        Assert.Empty((await person.AuthenticateAsync()).Grants);

        await person.AddFactorAsync();

        Assert.Equal([new Grant(Right.CampaignStart, "a.example")], (await person.AuthenticateAsync()).Grants);
    }

    [Fact]
    public async Task Right_password_and_wrong_code_get_the_same_answer_as_a_wrong_password_and_a_stranger()
    {
        var person = await Person.WithFactorAsync(cluster, Author);
        var stranger = Person.Stranger(cluster);

        SessionAnswer[] answers =
        [
            await person.SignInAsync(code: ""),
            await person.SignInAsync(code: "000000"),
            await person.SignInAsync("another one altogether", person.NextCode()),
            await stranger.SignInAsync(),
        ];

        Assert.All(answers, answer => Assert.Equal(No.SignIn, answer.Refusal));
        Assert.Equal(["sign-in-failed"], cluster.Trail.Of($"user:{person.Name}").Where(one => one == "sign-in-failed").Distinct());
        Assert.Empty(cluster.Trail.Of($"user:{stranger.Name}"));
    }

    [Fact]
    public async Task A_stranger_costs_the_same_work()
    {
        var before = cluster.Hasher.Asked;

        await Person.Stranger(cluster).SignInAsync();

        Assert.Equal(before + 1, cluster.Hasher.Asked);
    }

    [Fact]
    public async Task A_code_counts_once()
    {
        var person = await Person.WithFactorAsync(cluster, Author);
        var code = person.NextCode();

        var first = await person.SignInAsync(code: code);
        var again = await person.SignInAsync(code: code);

        Assert.Null(first.Refusal);
        Assert.Equal(No.SignIn, again.Refusal);
    }

    [Fact]
    public async Task A_code_that_another_activation_accepted_is_accepted_nowhere_else()
    {
        var person = await Person.WithFactorAsync(cluster, Author);
        var code = person.NextCode();
        var step = Totp.StepAt(cluster.Clock.GetUtcNow());
        await cluster.ElsewhereAsync(person.Grain, state => state.LastStep = step);

        // This activation has not seen it, and its write says so.
        await Assert.ThrowsAsync<InconsistentStateException>(() => person.SignInAsync(code: code));

        Assert.Equal(No.SignIn, (await person.SignInAsync(code: code)).Refusal);
    }

    [Fact]
    public async Task A_recovery_code_signs_in_once()
    {
        var person = await Person.WithFactorAsync(cluster, Author);

        var first = await person.SignInAsync(code: person.Recovery[3].ToLowerInvariant());
        var again = await person.SignInAsync(code: person.Recovery[3]);

        Assert.Null(first.Refusal);
        Assert.Equal(No.SignIn, again.Refusal);
        Assert.Equal(9, (await person.Grain.ShowAsync())!.RecoveryCodesLeft);
    }

    [Fact]
    public async Task A_recovery_code_that_another_activation_accepted_is_accepted_nowhere_else()
    {
        var person = await Person.WithFactorAsync(cluster, Author);
        var hash = RecoveryCodes.HashOf(person.Recovery[0])!;
        await cluster.ElsewhereAsync(
            person.Grain, state => state.Recovery.RemoveAll(one => one.AsSpan().SequenceEqual(hash)));

        await Assert.ThrowsAsync<InconsistentStateException>(() => person.SignInAsync(code: person.Recovery[0]));

        Assert.Equal(No.SignIn, (await person.SignInAsync(code: person.Recovery[0])).Refusal);
    }

    [Fact]
    public async Task An_invitation_is_good_once_and_for_three_days()
    {
        var late = Person.Stranger(cluster);
        var invitation = Invitation.Create();
        Caller.Engine.Enter();
        await late.Grain.CreateAsync(Invitation.HashOf(invitation), [Reader]);
        late.Anonymous.Enter();
        var shown = new FirstSignIn(invitation, Person.Password, "", null);
        cluster.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(No.SignIn, (await late.Grain.AcceptAsync(shown)).Refusal);

        Caller.Engine.Enter();
        await late.Grain.InviteAsync(Invitation.HashOf(invitation));
        late.Anonymous.Enter();
        var weak = await late.Grain.AcceptAsync(shown with { Password = "too short" });
        var good = await late.Grain.AcceptAsync(shown);
        var again = await late.Grain.AcceptAsync(shown);

        Assert.Equal("password", weak.Refusal?.Field);
        Assert.Null(good.Refusal);
        Assert.Equal(No.SignIn, again.Refusal);
    }

    [Fact]
    public async Task A_new_password_by_invitation_is_no_way_around_the_factor()
    {
        var person = await Person.WithFactorAsync(cluster, Author);
        var invitation = Invitation.Create();
        Caller.Engine.Enter();
        await person.Grain.InviteAsync(Invitation.HashOf(invitation));
        person.Anonymous.Enter();
        var shown = new FirstSignIn(invitation, "tin cobalt ferry walnut", "", null);

        var without = await person.Grain.AcceptAsync(shown);
        var with = await person.Grain.AcceptAsync(shown with { Code = person.NextCode() });

        Assert.Equal(No.SignIn, without.Refusal);
        Assert.Null(with.Refusal);
    }

    [Fact]
    public async Task An_old_hash_is_made_anew_at_the_next_sign_in()
    {
        var person = await Person.InvitedAsync(cluster, Reader);
        cluster.Hasher.Cost++;

        Assert.Null((await person.SignInAsync()).Refusal);

        var hash = "";
        await cluster.ElsewhereAsync(person.Grain, state => hash = state.PasswordHash);
        Assert.True(cluster.Hasher.IsCurrent(hash));
    }

    [Fact]
    public async Task What_cannot_be_audited_does_not_take_effect()
    {
        var person = await Person.InvitedAsync(cluster, Reader);
        cluster.Trail.Fails = true;
        try
        {
            await Assert.ThrowsAnyAsync<Exception>(() => person.SignInAsync());
        }
        finally
        {
            cluster.Trail.Fails = false;
        }

        Assert.Equal(1, (await person.Grain.ShowAsync())!.Sessions);
    }

    [Fact]
    public async Task The_trail_tells_who_signed_in_from_where()
    {
        var person = await Person.InvitedAsync(cluster, Reader);

        var fact = cluster.Trail.Facts.Last(one => one.Action == "sign-in" && one.Target == $"user:{person.Name}");

        Assert.Equal((person.Name, person.From, AuditResult.Allowed), (fact.Caller.Name, fact.Caller.From, fact.Result));
        Assert.Equal((await person.CallerAsync()).Session, fact.Caller.Session);
    }
}
