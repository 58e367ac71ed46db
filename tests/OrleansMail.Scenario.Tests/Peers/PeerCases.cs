using OrleansMail.Campaigns;
using OrleansMail.Outcomes;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>The table of receiving worlds.</summary>
internal static class PeerCases
{
    private static readonly (SinkStage Sink, DeliveryStage Engine)[] BeforeTheDot =
    [
        (SinkStage.Connect, DeliveryStage.Greeting), (SinkStage.Ehlo, DeliveryStage.Ehlo),
        (SinkStage.StartTls, DeliveryStage.StartTls), (SinkStage.Mail, DeliveryStage.Mail),
        (SinkStage.Rcpt, DeliveryStage.Rcpt), (SinkStage.Data, DeliveryStage.Data),
    ];

    public static IReadOnlyList<PeerCase> All { get; } = [.. Replies(), .. Phases(), .. InDoubts(), .. Raws()];

    private static IEnumerable<PeerCase> Replies()
    {
        yield return Scripted("takes everything", [PeerEnd.Delivered, PeerEnd.Delivered], 2);
        yield return Scripted(
            "greylists",
            [PeerEnd.DeliveredAtTheSecond, PeerEnd.DeliveredAtTheSecond],
            2,
            new SinkRule
            {
                Stage = SinkStage.Rcpt,
                AttemptUpTo = 1,
                Reply = "450 4.7.1 Greylisted, please come back later",
            });
        yield return Scripted(
            "says 421 in the middle of a session",
            [
                PeerEnd.Delivered, new PeerEnd(OutcomeKind.Deferred, DeliveryStage.Rcpt, 421), PeerEnd.Delivered,
            ],
            2,
            new SinkRule { Stage = SinkStage.Rcpt, Recipient = "r1@*", Reply = "421 4.3.2 Shutting down" });
        yield return Scripted(
            "takes 552 for too many recipients",
            [PeerEnd.Delivered],
            1,
            new SinkRule { Stage = SinkStage.Rcpt, AttemptUpTo = 1, Reply = "552 5.5.3 Too many recipients" });
        yield return Scripted(
            "knows no such user",
            [new PeerEnd(OutcomeKind.Bounced, DeliveryStage.Rcpt, 550, 1), PeerEnd.Delivered],
            1,
            new SinkRule { Stage = SinkStage.Rcpt, Recipient = "r0@*", Reply = "550 5.1.1 No such user here" });
        yield return Scripted(
            "refuses STARTTLS",
            [PeerEnd.Delivered],
            1,
            new SinkRule { Stage = SinkStage.StartTls, Reply = "454 4.7.0 TLS not available" });
    }

    private static IEnumerable<PeerCase> Phases()
    {
        foreach (var (stage, engine) in BeforeTheDot)
        {
            foreach (var action in new[] { SinkAction.Silence, SinkAction.Reset, SinkAction.Drop })
            {
                yield return Scripted(
                    $"{action} at {stage}",
                    [new PeerEnd(OutcomeKind.Deferred, engine, 0)],
                    0,
                    new SinkRule { Stage = stage, Action = action }) with
                {
                    // A BDAT brings its content along: its loss is a doubt, that of a DATA is none.
                    Without = stage == SinkStage.Data ? SinkExtensions.Chunking : SinkExtensions.None,
                };
            }
        }
    }

    private static IEnumerable<PeerCase> InDoubts()
    {
        foreach (var action in new[] { SinkAction.Silence, SinkAction.Reset, SinkAction.Drop })
        {
            yield return Scripted(
                $"{action} at BDAT",
                [new PeerEnd(OutcomeKind.Unknown, DeliveryStage.FinalDot, 0, 1)],
                0,
                new SinkRule { Stage = SinkStage.Data, Action = action });
            foreach (var accepted in new[] { true, false })
            {
                var rule = new SinkRule { Stage = SinkStage.FinalDot, Action = action, Accepted = accepted, First = 1 };
                var what = $"{action} at the final dot, {(accepted ? "" : "not ")}taken";
                yield return Scripted(
                    $"{what}, held",
                    [new PeerEnd(OutcomeKind.Unknown, DeliveryStage.FinalDot, 0, 1)],
                    accepted ? 1 : 0,
                    rule);
                yield return Scripted(
                    $"{what}, sent again",
                    [PeerEnd.DeliveredAtTheSecond],
                    accepted ? 2 : 1,
                    rule) with
                {
                    InDoubt = InDoubt.Resend,
                    Duplicates = accepted ? 1 : 0,
                };
            }
        }
    }

    private static IEnumerable<PeerCase> Raws()
    {
        yield return Raw("replies octet by octet", RawBehaviour.OctetByOctet, PeerEnd.Delivered, 1);
        yield return Raw(
            "a MiB to EHLO", RawBehaviour.EndlessEhlo, new PeerEnd(OutcomeKind.Deferred, DeliveryStage.Ehlo, 0), 0);
        yield return Raw(
            "a line of a MiB to MAIL",
            RawBehaviour.EndlessMailLine,
            new PeerEnd(OutcomeKind.Deferred, DeliveryStage.Mail, 0),
            0);
        yield return Raw(
            "a MiB to the final dot",
            RawBehaviour.EndlessFinalDot,
            new PeerEnd(OutcomeKind.Unknown, DeliveryStage.FinalDot, 0, 1),
            1);
        yield return Raw(
            "octets behind the 220 to STARTTLS",
            RawBehaviour.OctetsBehindStartTls,
            new PeerEnd(OutcomeKind.Deferred, DeliveryStage.StartTls, 0),
            0);
    }

    private static PeerCase Scripted(string name, PeerEnd[] expected, int accepted, params SinkRule[] rules) =>
        new(name, new SinkOptions { Script = SinkScript.Of(rules) }, null, expected, accepted);

    private static PeerCase Raw(string name, RawBehaviour behaviour, PeerEnd expected, int accepted) =>
        new(name, null, behaviour, [expected], accepted);
}
