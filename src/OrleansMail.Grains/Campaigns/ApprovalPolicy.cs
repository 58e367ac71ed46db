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
            + "`orleansmail login --again` asks for it.");
    }
}
