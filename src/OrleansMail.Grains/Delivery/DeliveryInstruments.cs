using System.Diagnostics.Metrics;
using OrleansMail.Outcomes;
using OrleansMail.Telemetry;

namespace OrleansMail.Delivery;

/// <summary>What the silo's delivery worker holds now, and the outcomes that it has recorded.</summary>
internal sealed class DeliveryInstruments : IInstruments
{
    private readonly Meter _meter;

    public DeliveryInstruments(
        IMeterFactory meters,
        DeliveryPump pump,
        LaneSessions sessions,
        LaneBook lanes,
        RenderPool renderer,
        EgressBook egress,
        DeliveryMeter delivery)
    {
        _meter = meters.Engine();
        _meter.CreateObservableCounter(
            "orleansmail.delivery.outcomes",
            () => Outcomes(delivery),
            "{outcome}",
            "Outcomes that were recorded, by kind and category");
        One("delivery.campaigns", "{campaign}", "Campaigns and streams that this silo sends", () => pump.Counts.Campaigns);
        One("delivery.chunks", "{chunk}", "Chunks that this silo has claimed", () => pump.Counts.Chunks);
        One("delivery.leases", "{lease}", "Leases whose mails are not all recorded yet", () => delivery.Leases);
        One("delivery.render.queue", "{job}", "Jobs that wait to be composed and signed", () => renderer.Waiting);
        One("delivery.render.held", "By", "Memory of messages that wait to be sent", () => renderer.Held);
        One("delivery.look.age", "s", "Time since the delivery worker last looked for work", () =>
            pump.SinceLook?.TotalSeconds ?? double.PositiveInfinity);
        Some("delivery.mails.waiting", "{mail}", "Mails that wait for a session, by the state of their site", "site", () =>
        {
            var counts = pump.Counts;
            return [("fine", counts.Waiting), ("in_doubt", counts.WaitingInDoubt)];
        });
        Some("delivery.sessions", "{session}", "Sessions that have a place", "state", () =>
        {
            var room = sessions.Load;
            return
            [
                ("starting", room.Starting),
                ("working", room.Open - room.Starting - room.Idle),
                ("idle", room.Idle),
                ("silent", room.Aside),
            ];
        });
        Some("delivery.sessions.waiting", "{lane}", "Lanes that wait for a place for a session", "kind", () =>
        {
            var room = sessions.Load;
            return [("first", room.First), ("doubtful", room.Doubtful), ("further", room.Further)];
        });
        Some("delivery.lanes", "{lane}", "Lanes, by their state", "state", () =>
        {
            var counts = lanes.Counts;
            return [("fine", counts.All - counts.Doubtful - counts.Shut), ("doubtful", counts.Doubtful), ("shut", counts.Shut)];
        });
        Some("egress.ips", "{address}", "Egress addresses of this silo that are registered", "state", () =>
        [
            ("active", egress.Active),
            ("paused", egress.Paused),
            ("held", egress.Own.Count - egress.Active - egress.Paused),
            ("contested", egress.Contested),
        ]);
    }

    // Each kind is there from the start: what begins at 1 has not risen, and no alarm would hear of it.
    private static IEnumerable<Measurement<long>> Outcomes(DeliveryMeter delivery) =>
        from kind in Enum.GetValues<OutcomeKind>()
        from category in Enum.GetValues<BounceCategory>()
        let count = delivery.Outcomes(kind, category)
        where count > 0 || category == BounceCategory.None
        select new Measurement<long>(count, Labels.Outcome(kind), Labels.Category(category));

    private void One(string name, string unit, string description, Func<double> value) =>
        _meter.CreateObservableGauge($"orleansmail.{name}", value, unit, description);

    private void Some(
        string name, string unit, string description, string label, Func<(string Value, int Count)[]> values) =>
        _meter.CreateObservableGauge(
            $"orleansmail.{name}",
            () => values().Select(one => new Measurement<int>(one.Count, new KeyValuePair<string, object?>(label, one.Value))),
            unit,
            description);
}
