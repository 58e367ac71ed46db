using Microsoft.Extensions.Options;
using OrleansMail.Audit;

namespace OrleansMail.People;

/// <summary>Writes what the call filter allows and refuses, before it does so.</summary>
/// <remarks>If the trail cannot be written, the call fails: nothing privileged happens without an entry.</remarks>
internal sealed class CallAudit(IGrainFactory grains, IOptions<PeopleOptions> options, TimeProvider clock)
{
    /// <summary>The action of entries about what was allowed and not done.</summary>
    public const string NotDone = "not-done";

    // Refusals of callers that nobody knows cost a stranger nothing; the trail must not grow at a stranger's pace.
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private DateTimeOffset _periodEnds;
    private int _unknown;
    private int _left;

    public Task AllowedAsync(string trail, Caller caller, string action, string target, string detail) =>
        WriteAsync(trail, caller, action, target, AuditResult.Allowed, detail);

    public Task RefusedAsync(string trail, Caller caller, string action, string target, string detail) =>
        WriteAsync(trail, caller, action, target, AuditResult.Refused, detail);

    /// <summary>What was allowed by its right was refused by a rule or the state: nothing has happened.</summary>
    public Task NotDoneAsync(string trail, Caller caller, string target, string detail) =>
        WriteAsync(trail, caller, NotDone, target, AuditResult.Noted, detail);

    /// <summary>A refusal of somebody who is not signed in: so many a minute get entries, then one counts the rest.</summary>
    public Task UnknownRefusedAsync(Caller caller, string action, string target, string detail)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (now >= _periodEnds)
            {
                detail = _left == 0 ? detail : $"{detail}; {_left} more refusals of unknown callers had no entry";
                (_periodEnds, _unknown, _left) = (now + Period, 0, 0);
            }

            if (++_unknown > options.Value.UnknownRefusals)
            {
                _left++;
                return Task.CompletedTask;
            }
        }

        return RefusedAsync(IAuditGrain.SystemTrail, caller, action, target, detail);
    }

    private Task<long> WriteAsync(
        string trail, Caller caller, string action, string target, AuditResult result, string detail) =>
        grains.GetGrain<IAuditGrain>(trail)
            .AppendAsync(new AuditFact(Guid.CreateVersion7(), caller with { Grants = [] }, action, target, result, detail));
}
