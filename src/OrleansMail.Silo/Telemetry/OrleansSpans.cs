using System.Diagnostics;
using OpenTelemetry;

namespace OrleansMail.Telemetry;

/// <summary>
/// Takes out of the spans of Orleans whatever could tell of a person: keys of grains are names of users and sites of
/// recipients, and exceptions may quote anything.
/// </summary>
internal sealed class OrleansSpans : BaseProcessor<Activity>
{
    public const string Runtime = "Microsoft.Orleans.Runtime";
    public const string Application = "Microsoft.Orleans.Application";

    private static readonly string[] Kept = ["rpc.system.name", "orleans.rpc.service", "rpc.method"];

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name is not (Runtime or Application))
        {
            return;
        }

        foreach (var tag in data.TagObjects.Select(tag => tag.Key).Except(Kept, StringComparer.Ordinal).ToArray())
        {
            data.SetTag(tag, null);
        }

        data.SetStatus(data.Status);
        if (data.Events.Any() || data.Links.Any())
        {
            // Those cannot be taken out of a span: it is not sent.
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
