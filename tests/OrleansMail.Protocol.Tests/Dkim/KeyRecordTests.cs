namespace OrleansMail.Dkim;

public sealed class KeyRecordTests
{
    private const string Expected = "v=DKIM1; k=rsa; p=AAAA";

    [Theory]
    [InlineData("v=DKIM1; k=rsa; p=AAAA", KeyRecordSight.Right)]
    [InlineData("v=DKIM1;p=AA AA;", KeyRecordSight.Right)]
    [InlineData("k=rsa; p=AAAA", KeyRecordSight.Right)]
    [InlineData("v=DKIM1; k=rsa; t=s; s=email; h=sha256; p=AAAA; n=ours", KeyRecordSight.Right)]
    [InlineData("v=DKIM1; h=sha1:sha256; s=*; p=AAAA", KeyRecordSight.Right)]
    [InlineData("v=DKIM1; k=rsa; p=AAAa", KeyRecordSight.Different)]
    [InlineData("v=DKIM1; k=ed25519; p=AAAA", KeyRecordSight.Different)]
    [InlineData("v=DKIM1; h=sha1; p=AAAA", KeyRecordSight.Different)]
    [InlineData("v=DKIM1; s=other; p=AAAA", KeyRecordSight.Different)]
    [InlineData("v=DKIM2; p=AAAA", KeyRecordSight.Different)]
    [InlineData("p=AAAA; v=DKIM1", KeyRecordSight.Different)]
    [InlineData("v=DKIM1; p=AAAA; p=AAAA", KeyRecordSight.Different)]
    [InlineData("v=DKIM1", KeyRecordSight.Different)]
    [InlineData("v=spf1 -all", KeyRecordSight.Different)]
    [InlineData("v=DKIM1; p=", KeyRecordSight.Revoked)]
    [InlineData("v=DKIM1; t=s:y; p=AAAA", KeyRecordSight.Testing)]
    public void One_record_is_judged_by_what_verifiers_make_of_it(string found, KeyRecordSight sight) =>
        Assert.Equal(sight, KeyRecord.Judge(Expected, [found]));

    [Fact]
    public void None_and_several_and_no_answer_are_three_things()
    {
        Assert.Equal(KeyRecordSight.Missing, KeyRecord.Judge(Expected, []));
        Assert.Equal(KeyRecordSight.Several, KeyRecord.Judge(Expected, [Expected, Expected]));
        Assert.Equal(KeyRecordSight.NoAnswer, KeyRecord.Judge(Expected, null));
    }
}
