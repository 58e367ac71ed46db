using Microsoft.Extensions.Options;
using OrleansMail.People;

namespace OrleansMail.Campaigns;

/// <summary>Who is fit to approve and to start, apart from rights and authorship.</summary>
internal sealed class ApprovalPolicy(IOptions<ApprovalOptions> options)
{
    /// <summary>Why this caller cannot approve; null if nothing is in the way.</summary>
    public Refusal? ApproverFault(Caller caller, DateTimeOffset now) => caller.Kind == CallerKind.Person
        ? FactorFault(caller, now)
        : new Refusal("not-a-person", "Only a person approves; a service or the engine never does.");

    /// <summary>Why this caller cannot set how many have to approve; null if nothing is in the way.</summary>
    public Refusal? RulesFault(Caller caller, DateTimeOffset now) => caller.Kind == CallerKind.Service
        ? new Refusal("not-a-person", "Only a person sets the approval rules; sign in and set them with `orleansmail domain rules`.")
        : FactorFault(caller, now);

    /// <summary>When somebody who saw it first at <paramref name="seenAt"/> has had the time to read it.</summary>
    public DateTimeOffset ReadAt(DateTimeOffset seenAt) => seenAt + options.Value.ReadFor;

    /// <summary>A person must have shown a second factor a moment ago: a session left open is not enough.</summary>
    public Refusal? FactorFault(Caller caller, DateTimeOffset now)
    {
        if (caller.Kind != CallerKind.Person || caller.SecondFactorAt >= now - options.Value.FactorFreshFor)
        {
            return null;
        }

        return new Refusal(
            "second-factor",
            $"This takes a second factor not older than {options.Value.FactorFreshFor.TotalMinutes:0.#} minutes; "
            + "`orleansmail factor prove` asks for it.");
    }
}
