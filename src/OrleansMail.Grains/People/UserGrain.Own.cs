using OrleansMail.Campaigns;

namespace OrleansMail.People;

internal sealed partial class UserGrain
{
    private static readonly TimeSpan OfferFor = TimeSpan.FromMinutes(10);

    // In memory alone until it is confirmed: whoever is interrupted begins again.
    private (byte[] Secret, DateTimeOffset Until)? _offer;

    /// <summary>The session that calls, if it is one of this person's.</summary>
    private SessionState? Own => Caller.Current is { Kind: CallerKind.Person } caller && caller.Name == Name
        ? stored.State.Sessions.Find(session => session.Id == caller.Session && !Account.IsOver(session, Now))
        : null;

    public async Task SignOutAsync()
    {
        if (Own is { } own)
        {
            await NoteAsync(Trail.SignOut, "");
            stored.State.Sessions.Remove(own);
            await WriteAsync();
        }
    }

    public async Task<CallerFacts?> WhoAmIAsync()
    {
        var (now, from) = (Now, Caller.Current.From);
        if (Own is not { } own)
        {
            return null;
        }

        var needs = Account.Needs(now);
        var (grants, away) = needs == SessionNeeds.Nothing ? await FromAsync(from, now) : ([], []);
        return new CallerFacts(Name, CallerKind.Person, from, needs, own.SecondFactorAt, Account.EndOf(own), grants)
        {
            Later = Rights.Later(stored.State.Grants, now),
            Away = away,
        };
    }

    public async Task<SessionAnswer> ChangePasswordAsync(string current, string wanted)
    {
        if (Own is not { } own)
        {
            return SessionAnswer.No(No.Session);
        }

        if (await CheckPasswordAsync(current) is { } refusal)
        {
            return SessionAnswer.No(refusal);
        }

        var (fault, prepared) = await JudgeAsync(wanted);
        if (fault is not null)
        {
            return SessionAnswer.No(fault);
        }

        if (PasswordText.TryPrepare(current, out var before) && before == prepared)
        {
            return SessionAnswer.No(new Refusal("password", "that is the password you have: choose another one", "password"));
        }

        if (await parts.Hasher.HashAsync(prepared) is not { } hash)
        {
            return SessionAnswer.No(No.Busy);
        }

        await NoteAsync(Trail.PasswordChanged, "other sessions end");
        SetPassword(hash, prepared);
        stored.State.Sessions.Add(own);
        return await RenewAsync(own);
    }

    public async Task<SessionAnswer> StepUpAsync(string code)
    {
        if (Own is not { } own)
        {
            return SessionAnswer.No(No.Session);
        }

        if (!Account.HasFactor)
        {
            return SessionAnswer.No(new Refusal(
                "second-factor", "there is no second factor yet; add one with `orleansmail factor add`", "code"));
        }

        if (await CheckCodeAsync(code) is { } refusal)
        {
            return SessionAnswer.No(refusal);
        }

        await NoteAsync(Trail.FactorShown, "");
        own.SecondFactorAt = Now;
        return await RenewAsync(own);
    }

    public async Task<FactorOffer> OfferFactorAsync(string password, string code)
    {
        if (Own is null)
        {
            return FactorOffer.No(No.Session);
        }

        if (await CheckPasswordAsync(password) is { } wrong)
        {
            return FactorOffer.No(wrong);
        }

        if (Account.HasFactor)
        {
            if (await CheckCodeAsync(code) is { } refusal)
            {
                return FactorOffer.No(refusal);
            }

            await WriteAsync();
        }

        var secret = System.Security.Cryptography.RandomNumberGenerator.GetBytes(Totp.SecretLength);
        _offer = (secret, Now + OfferFor);
        return new FactorOffer(null, Base32.Write(secret), Totp.Uri(secret, "OrleansMail", Name).AbsoluteUri);
    }

    public async Task<FactorAnswer> ConfirmFactorAsync(string code)
    {
        var now = Now;
        if (Own is not { } own)
        {
            return FactorAnswer.No(No.Session);
        }

        if (_offer is not { } offer || now >= offer.Until)
        {
            return FactorAnswer.No(new Refusal(
                "second-factor", "nothing is offered, or it took more than 10 minutes: begin again", "code"));
        }

        if (Totp.Match(offer.Secret, code, now, after: 0, parts.Options.CodeDrift) is not { } step)
        {
            return FactorAnswer.No(No.Code);
        }

        var grants = Account.HasFactor ? stored.State.Grants : await WithFirstFactorAsync(now);
        await NoteAsync(Trail.FactorAdded, $"other sessions end{Waits(grants, now)}");
        var codes = NewRecovery();
        stored.State.Grants = grants;
        (stored.State.FactorSecret, stored.State.LastStep, _offer) = (offer.Secret, step, null);
        stored.State.Sessions.RemoveAll(session => session != own);
        own.SecondFactorAt = now;
        var answer = await RenewAsync(own);
        if (Account.IsAdministrator)
        {
            await People.JoinAsync(Name);
        }

        return new FactorAnswer(null, codes, answer);
    }

    public async Task<FactorAnswer> RenewRecoveryAsync(string code)
    {
        if (Own is not { } own)
        {
            return FactorAnswer.No(No.Session);
        }

        if (!Account.HasFactor || await CheckCodeAsync(code) is not null)
        {
            return FactorAnswer.No(No.Code);
        }

        await NoteAsync(Trail.RecoveryRenewed, "");
        var codes = NewRecovery();
        own.SecondFactorAt = Now;
        return new FactorAnswer(null, codes, await RenewAsync(own));
    }

    public Task<SessionView[]> SessionsAsync()
    {
        var (own, now, account) = (Own, Now, Account);
        return Task.FromResult(own is null
            ? []
            : stored.State.Sessions
                .Where(session => !account.IsOver(session, now))
                .Select(session => new SessionView(
                    session.Id, session.From, session.StartedAt, session.LastUsedAt, session.SecondFactorAt,
                    session == own))
                .ToArray());
    }

    public async Task<int> EndSessionAsync(string session)
    {
        if (Own is not { } own)
        {
            return 0;
        }

        var ending = stored.State.Sessions.FindAll(one => session.Length == 0 ? one != own : one.Id == session);
        foreach (var one in ending)
        {
            await NoteAsync(Trail.SessionEnded, $"session {one.Id}");
            stored.State.Sessions.Remove(one);
        }

        await WriteAsync();
        return ending.Count;
    }

    private async Task<SessionAnswer> RenewAsync(SessionState session)
    {
        var answer = Account.Renew(Name, session, Now);
        await WriteAsync();
        return answer;
    }

    private string[] NewRecovery()
    {
        var codes = RecoveryCodes.Create();
        stored.State.Recovery = [.. codes.Select(one => RecoveryCodes.HashOf(one)!)];
        return codes;
    }

    /// <summary>Takes a password into use. It ends every session and voids an invitation.</summary>
    private void SetPassword(string hash, string prepared)
    {
        var state = stored.State;
        (state.PasswordHash, state.PasswordChangedAt, state.Invitation) = (hash, Now, null);
        state.PasswordIsShort = PasswordText.Count(prepared) < PasswordContext.ShortestAlone;
        state.Sessions.Clear();
    }

    /// <summary>Is a password good enough, and in what form is it hashed?</summary>
    private async Task<(Refusal? Fault, string Prepared)> JudgeAsync(string password, bool needsFactor = false)
    {
        var domains = stored.State.Grants.Select(granted => granted.Wish.Domain).Where(one => one != Grant.Everywhere);
        var context = new PasswordContext(
            [Name, .. domains, .. parts.Options.Words],
            HasSecondFactor: needsFactor || Account.HasFactor || Rights.NeedFactor(stored.State.Grants));

        // Reads a file, if the operator gave a list of breached passwords.
        var flaw = await Task.Run(() => parts.Rules.Check(password, context));
        return flaw == PasswordFlaw.None && PasswordText.TryPrepare(password, out var prepared)
            ? (null, prepared)
            : (new Refusal("password", PasswordRules.Explain(flaw, context), "password"), "");
    }

    private async Task<Refusal?> CheckPasswordAsync(string password)
    {
        if (stored.State.SessionLock.IsShut(Now))
        {
            return No.TooMany;
        }

        var isText = PasswordText.TryPrepare(password, out var prepared);
        return await parts.Hasher.VerifyAsync(prepared ?? "", stored.State.PasswordHash, isKnown: true) switch
        {
            null => No.Busy,
            true when isText => null,
            _ => await SlowDownAsync(No.Password),
        };
    }

    /// <summary>Takes a code; the caller writes, and does nothing before it is written.</summary>
    private async Task<Refusal?> CheckCodeAsync(string code)
    {
        if (stored.State.SessionLock.IsShut(Now))
        {
            return No.TooMany;
        }

        if (!Account.TakeCode(code, Now))
        {
            return await SlowDownAsync(No.Code);
        }

        stored.State.SessionLock = LockOut.None;
        return null;
    }

    private async Task<Refusal> SlowDownAsync(Refusal refusal)
    {
        stored.State.SessionLock = stored.State.SessionLock.After(Now);
        if (stored.State.SessionLock.Failures >= LockOut.SoftLock)
        {
            await NoteAsync(Trail.LockOut, $"{stored.State.SessionLock.Failures} failures within sessions");
        }

        await WriteAsync();
        return refusal;
    }
}
