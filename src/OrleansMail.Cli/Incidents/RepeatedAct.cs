namespace OrleansMail.Incidents;

/// <summary>An act, and how often it was done again with nothing else between.</summary>
/// <param name="First">The first one.</param>
/// <param name="LastAt">When it was done last.</param>
/// <param name="Times">At least 1.</param>
internal sealed record RepeatedAct(IncidentAct First, DateTimeOffset LastAt, int Times)
{
    public bool IsSame(IncidentAct act) =>
        (act.By, act.Act, act.Target, act.Result) == (First.By, First.Act, First.Target, First.Result);
}
