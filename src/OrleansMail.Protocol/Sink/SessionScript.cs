namespace OrleansMail.Sink;

/// <summary>The rules of a script that hold for one connection, by stage; their counters are the whole sink's.</summary>
internal sealed class SessionScript(ScriptRun run, ScriptRun.Line[][] byStage)
{
    public bool NeedsAddresses => run.NeedsAddresses;

    public int NextAttempt(ulong key) => run.NextAttempt(key);

    /// <summary>The first rule whose conditions hold, for one of the recipients if it has any on them.</summary>
    public ScriptRun.Line? Match(SinkStage stage, ReadOnlySpan<Addressee> recipients)
    {
        foreach (var line in byStage[(int)stage])
        {
            if (line.Matches(recipients))
            {
                return line;
            }
        }

        return null;
    }
}
