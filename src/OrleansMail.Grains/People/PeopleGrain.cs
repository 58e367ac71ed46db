using System.Security.Cryptography;
using OrleansMail.Audit;
using OrleansMail.Reports;

namespace OrleansMail.People;

/// <summary>Knows the administrators, so that the last one cannot go, and lists users and keys.</summary>
[GrainType("people")]
internal sealed class PeopleGrain(
    [PersistentState("people")] IPersistentState<PeopleState> stored, PeopleParts parts) : Grain, IPeopleGrain
{
    public async Task<SessionAnswer> FirstAsync(string name, FirstSignIn shown)
    {
        var from = Caller.Current.From;
        if (!parts.Throttle.TryBegin(from))
        {
            return SessionAnswer.No(No.TooMany);
        }

        if (stored.State.FirstHash is not { } hash
            || !CryptographicOperations.FixedTimeEquals(hash, Invitation.HashOf(shown.Secret)))
        {
            var nobody = new Caller("unknown", CallerKind.Person, from, "", null);
            await Trail.NoteAsync(
                GrainFactory, nobody, Trail.SignInFailed, "user:unknown", "first administrator", AuditResult.Refused);
            return SessionAnswer.No(No.SignIn);
        }

        // Used up before it is used, so that no second activation uses it too.
        parts.Throttle.Succeeded(from);
        stored.State.FirstHash = null;
        await WriteAsync();
        var answer = await GrainFactory.GetGrain<IUserGrain>(name).FoundAsync(shown);
        if (answer.Refusal is not null)
        {
            stored.State.FirstHash = hash;
            await WriteAsync();
        }

        return answer;
    }

    public async Task<User[]> UsersAsync()
    {
        var names = await parts.Directory.ListAsync(DirectoryKind.User, runningOnly: false);
        var shown = await Task.WhenAll(names.Select(name => GrainFactory.GetGrain<IUserGrain>(name).ShowAsync()));
        return [.. shown.OfType<User>().OrderBy(user => user.Name, StringComparer.Ordinal)];
    }

    public async Task<ApiKey[]> KeysAsync()
    {
        var ids = await parts.Directory.ListAsync(DirectoryKind.ApiKey, runningOnly: false);
        var shown = await Task.WhenAll(ids.Select(id => GrainFactory.GetGrain<IApiKeyGrain>(id).ShowAsync()));
        return [.. shown.OfType<ApiKey>().OrderBy(key => key.Id, StringComparer.Ordinal)];
    }

    public async Task<EmergencyAccount[]> EmergenciesAsync()
    {
        var names = await parts.Directory.ListAsync(DirectoryKind.Emergency, runningOnly: false);
        var shown = await Task.WhenAll(names.Select(name => GrainFactory.GetGrain<IEmergencyGrain>(name).ShowAsync()));
        return [.. shown.OfType<EmergencyAccount>().OrderBy(account => account.Name, StringComparer.Ordinal)];
    }

    public Task<bool> HasAdministratorAsync() => Task.FromResult(stored.State.Administrators.Count > 0);

    public async Task OfferFirstAsync(byte[] secretHash)
    {
        if (stored.State.Administrators.Count == 0)
        {
            stored.State.FirstHash = secretHash;
            await WriteAsync();
        }
    }

    public Task<bool> IsNewAsync() => Task.FromResult(
        stored.State.FoundedAt is { } founded && parts.Clock.GetUtcNow() < founded + parts.Options.ApproveGrantDelay);

    public async Task JoinAsync(string name)
    {
        if (!stored.State.Administrators.Contains(name, StringComparer.Ordinal))
        {
            // The list is never empty again: nobody makes a system new a second time.
            if (stored.State.Administrators.Count == 0)
            {
                stored.State.FoundedAt ??= parts.Clock.GetUtcNow();
            }

            stored.State.Administrators.Add(name);
            stored.State.FirstHash = null;
            await WriteAsync();
        }
    }

    public async Task<bool> LeaveAsync(string name)
    {
        if (stored.State.Administrators.TrueForAll(one => one == name))
        {
            return false;
        }

        if (stored.State.Administrators.Remove(name))
        {
            await WriteAsync();
        }

        return true;
    }

    private async Task WriteAsync()
    {
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            // Memory is ahead of storage: the next call reads what is stored.
            DeactivateOnIdle();
            throw;
        }
    }
}
