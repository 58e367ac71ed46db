using System.Diagnostics;

namespace OrleansMail.Telemetry;

/// <summary>The source of the engine's own spans; docs/events.md lists them. Nothing is made where nobody listens.</summary>
public static class EngineTraces
{
    public const string Name = "OrleansMail";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Begins a trace of its own: what sessions do does not belong to the step that happened to start them.</summary>
    public static Activity? Root(string name)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        Activity.Current = null;
        return Source.StartActivity(name);
    }

    /// <summary>Begins a part of the trace that is under way; null where none is.</summary>
    public static Activity? Part(string name) => Activity.Current is null ? null : Source.StartActivity(name);
}
