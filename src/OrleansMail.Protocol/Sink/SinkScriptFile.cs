namespace OrleansMail.Sink;

/// <summary>The shape of a script file: <c>{ "rules": [ … ] }</c>.</summary>
internal sealed record SinkScriptFile
{
    public required IReadOnlyList<SinkRule> Rules { get; init; }
}
