namespace OrleansMail.People;

/// <summary>Ten thousand guesses, at one account and at as many accounts.</summary>
[Collection(PeopleTests.Name)]
public sealed class GuessingTests(PeopleCluster cluster)
{
    private const int Guesses = 10_000;

    [Fact]
    public async Task At_one_account_five_are_heard_at_once_and_the_known_device_gets_in()
    {
        Freshen();
        var person = await Person.WithFactorAsync(cluster, new Wish(Role.Author, "a.example"));
        var before = cluster.Hasher.Asked;

        var answers = await Task.WhenAll(Batches(guess => person.SignInAsync(
            $"guess number {guess}", from: $"10.{guess / 250 % 250}.{guess % 250}.9")));

        Assert.Equal(5, cluster.Hasher.Asked - before);
        Assert.Equal(5, answers.Sum(batch => batch.Count(answer => answer.Refusal == No.SignIn)));
        Assert.Equal(No.TooMany, (await person.SignInAsync(code: person.Code())).Refusal);
        Assert.Null((await person.SignInAsync(code: person.NextCode(), device: person.Device)).Refusal);
    }

    [Fact]
    public async Task A_lock_of_the_account_ends_and_is_told_in_the_trail()
    {
        Freshen();
        var person = await Person.InvitedAsync(cluster, new Wish(Right.CampaignRead, "a.example"));
        for (var failure = 1; failure <= LockOut.SoftLock; failure++)
        {
            Assert.Equal(No.SignIn, (await person.SignInAsync("a wrong password")).Refusal);
            cluster.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Equal(No.TooMany, (await person.SignInAsync()).Refusal);
        Assert.NotNull((await person.Grain.ShowAsync())!.LockedUntil);
        Assert.Single(cluster.Trail.Of($"user:{person.Name}"), "lock-out");
        cluster.Clock.Advance(LockOut.LockFor);
        Assert.Null((await person.SignInAsync()).Refusal);
        Assert.Null((await person.Grain.ShowAsync())!.LockedUntil);
    }

    [Fact]
    public async Task A_stranger_is_locked_out_like_everybody()
    {
        Freshen();
        var stranger = Person.Stranger(cluster);

        for (var failure = 0; failure <= LockOut.Free; failure++)
        {
            Assert.Equal(No.SignIn, (await stranger.SignInAsync()).Refusal);
        }

        Assert.Equal(No.TooMany, (await stranger.SignInAsync()).Refusal);
    }

    [Fact]
    public async Task A_known_device_that_guesses_is_forgotten()
    {
        Freshen();
        var person = await Person.InvitedAsync(cluster, new Wish(Right.CampaignRead, "a.example"));
        for (var failure = 1; failure < LockOut.SoftLock; failure++)
        {
            Assert.Equal(No.SignIn, (await person.SignInAsync("a wrong password", device: person.Device)).Refusal);
            cluster.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Null((await person.Grain.ShowAsync())!.LockedUntil);
        await person.SignInAsync("a wrong password", device: person.Device);

        Assert.Contains("lock-out", cluster.Trail.Of($"user:{person.Name}"));
        var left = -1;
        await cluster.ElsewhereAsync(person.Grain, state => left = state.Devices.Count);
        Assert.Equal(0, left);
    }

    [Fact]
    public async Task At_ten_thousand_accounts_a_thousand_are_heard_and_the_known_device_gets_in()
    {
        Freshen();
        var person = await Person.WithFactorAsync(cluster, new Wish(Role.Author, "a.example"));
        Freshen();
        var before = cluster.Hasher.Asked;

        await Task.WhenAll(Batches(guess => Person.Stranger(cluster, "sprayed").SignInAsync(
            "sunshine", from: $"10.{guess / 250 % 250}.{guess % 250}.9")));

        Assert.Equal(cluster.Options.FailuresInAll, cluster.Hasher.Asked - before);
        Assert.Equal(No.TooMany, (await person.SignInAsync(code: person.Code())).Refusal);
        Assert.Null((await person.SignInAsync(code: person.NextCode(), device: person.Device)).Refusal);
        Freshen();
        Assert.Null((await person.SignInAsync(code: person.Code())).Refusal);
    }

    [Fact]
    public async Task From_one_address_thirty_are_heard()
    {
        Freshen();
        var before = cluster.Hasher.Asked;

        await Task.WhenAll(Batches(_ => Person.Stranger(cluster, "sprayed").SignInAsync("sunshine", from: "192.0.2.66")));

        Assert.Equal(cluster.Options.FailuresOfAddress, cluster.Hasher.Asked - before);
        Freshen();
    }

    [Fact]
    public async Task While_strangers_fill_the_queue_of_hashes_the_known_device_gets_in()
    {
        const int strangers = 150;
        await using var own = new PeopleCluster { IsDear = true };
        (own.Options.HashMemory, own.Options.FailuresInAll) = (8 * 1024, int.MaxValue);
        await own.InitializeAsync();
        var person = await Person.WithFactorAsync(own, new Wish(Role.Author, "a.example"));
        var code = person.NextCode();
        var (isFull, ended) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new CancellationTokenSource());
        var storm = Enumerable.Range(0, strangers).Select(_ => Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested)
            {
                var stranger = Person.Stranger(own, "sprayed");
                if ((await stranger.SignInAsync("sunshine")).Refusal == No.Busy)
                {
                    isFull.TrySetResult();
                }
            }
        })).ToArray();
        await isFull.Task;

        var answer = await person.SignInAsync(code: code, device: person.Device);

        await ended.CancelAsync();
        await Task.WhenAll(storm);
        ended.Dispose();
        Assert.Null(answer.Refusal);
    }

    /// <summary>A new quarter of an hour, in which nothing was counted yet.</summary>
    private void Freshen() => cluster.Clock.Advance(TimeSpan.FromMinutes(15));

    private static IEnumerable<Task<SessionAnswer[]>> Batches(Func<int, Task<SessionAnswer>> guess)
    {
        const int workers = 20;
        return Enumerable.Range(0, workers).Select(async worker =>
        {
            var answers = new List<SessionAnswer>();
            for (var number = worker; number < Guesses; number += workers)
            {
                answers.Add(await guess(number));
            }

            return answers.ToArray();
        });
    }
}
