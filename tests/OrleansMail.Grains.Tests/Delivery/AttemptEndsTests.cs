using OrleansMail.Outcomes;
using OrleansMail.Smtp;
using OrleansMail.Tls;

namespace OrleansMail.Delivery;

public sealed class AttemptEndsTests
{
    public static TheoryData<FaultKind, SmtpStage> Faults => new(
        from fault in Enum.GetValues<FaultKind>()
        from stage in Enum.GetValues<SmtpStage>()
        select (fault, stage));

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_fault_at_every_stage_has_an_end_and_only_the_dot_leaves_doubt(FaultKind fault, SmtpStage stage)
    {
        var end = AttemptEnds.Of(Transaction(stage, fault), "site.test");

        var calledOff = fault == FaultKind.Cancelled && stage != SmtpStage.FinalDot;
        Assert.Equal(stage == SmtpStage.FinalDot, end.Stage == DeliveryStage.FinalDot);
        Assert.Equal(calledOff, end is { Stage: DeliveryStage.None, Fault: AttemptFault.Cancelled });
        Assert.Equal(fault is FaultKind.None or FaultKind.Refused, end.Fault == AttemptFault.None);
    }

    [Theory]
    [InlineData(552, AttemptFault.TooLarge)]
    [InlineData(553, AttemptFault.RenderFailed)]
    [InlineData(554, AttemptFault.RenderFailed)]
    public void Our_own_refusal_is_about_the_size_or_about_the_message(int code, AttemptFault fault)
    {
        var end = AttemptEnds.Of(Transaction(SmtpStage.Mail, FaultKind.None, code, isLocal: true), "site.test");

        Assert.Equal((fault, code), (end.Fault, end.Code));
    }

    [Fact]
    public void What_broke_in_our_own_code_is_in_doubt() =>
        Assert.Equal(OutcomeKind.Unknown, FakeConnection.Policy.Decide(AttemptEnds.Broken("site.test")).Kind);

    private static SmtpTransaction Transaction(SmtpStage stage, FaultKind fault, int code = 450, bool isLocal = false) =>
        new(
            stage, new SmtpReply(code, null, "text"), fault, "text", Usable: true, isLocal, "mx.test",
            TlsFacts.Plaintext("test"));
}
