namespace OrleansMail.Outcomes;

public sealed class BounceRulesTests
{
    private const string Head = "@big,*.big.test|big.test\n";

    private static readonly BounceRules Rules = BounceRules.BuiltIn();

    public static TheoryData<string> Names() => new(Rules.All.Select(rule => rule.Name));

    [Theory, MemberData(nameof(Names))]
    public void The_sample_of_a_rule_fires_exactly_that_rule(string name)
    {
        var rule = Rules.All.Single(rule => rule.Name == name);

        Assert.Equal(name, Rules.Find(BounceReply.Of(BounceSample.Of(rule)))?.Name);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_rule_suppresses_exactly_when_the_address_is_dead(string name)
    {
        var rule = Rules.All.Single(rule => rule.Name == name);
        var dead = rule.Category is BounceCategory.UnknownUser or BounceCategory.BadDomain or BounceCategory.Disabled;

        Assert.Equal(dead, rule.Actions.Suppress);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_rule_decides_the_same_through_the_one_class_that_decides(string name)
    {
        var rule = Rules.All.Single(rule => rule.Name == name);

        var decision = new OutcomeOf(Rules).Decide(BounceSample.Of(rule));

        Assert.Equal(rule.Category, decision.Category);
        Assert.Equal(name, decision.Rule);
        Assert.Equal(rule.Actions.Suppress, decision.Suppress);
        Assert.False(decision.Suppress && decision.Kind != OutcomeKind.Bounced, "only a bounce suppresses");
    }

    [Fact]
    public void The_table_knows_the_big_operators()
    {
        Assert.InRange(Rules.All.Count, 80, 150);
    }

    [Theory]
    [InlineData("line 3: b is hidden behind a, line 2", "a|550||x", "b|550||x")]
    [InlineData("line 2: a does not match its own sample", "a|551||x")]
    [InlineData("line 2: 'abc' is no reply code", "a|abc||x")]
    [InlineData("line 2: '5.1' is no enhanced code", "a|550|5.1|x")]
    [InlineData("line 3: a is there twice", "a|550||x", "a|550||y")]
    [InlineData("line 2: Invalid pattern", "a|550||(")]
    public void A_bad_row_is_refused_with_its_line(string message, params string[] rows)
    {
        var table = Head + string.Concat(rows.Select(row => row.Split('|')).Select(
            cells => Row(cells[0], code: cells[1], enhanced: cells[2], text: cells[3], sample: "550 x")));

        var refused = Assert.Throws<FormatException>(() => Read(table));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UnknownUser", "R")]
    [InlineData("Reputation", "S")]
    [InlineData("Authentication", "S A")]
    [InlineData("UnknownUser", "S P5x")]
    [InlineData("UnknownUser", "S Q")]
    [InlineData("Nonsense", "S")]
    public void A_row_with_actions_that_do_not_fit_is_refused(string category, string actions)
    {
        Assert.Throws<FormatException>(() => Read(Head + Row("a", category: category, actions: actions)));
    }

    [Theory]
    [InlineData("mx.big.test", true)]
    [InlineData("BIG.TEST", true)]
    [InlineData("notbig.test", false)]
    [InlineData("big.test.example", false)]
    public void A_rule_of_an_operator_fires_for_its_hosts_only(string host, bool fires)
    {
        var rules = Read(Head + Row("a", provider: "big"));

        Assert.Equal(fires, rules.Find(Reply(host)) is not null);
    }

    private static BounceReply Reply(string host) =>
        BounceReply.Of(new AttemptEnd(DeliveryStage.Rcpt, AttemptFault.None, 550, null, "x", "site", host));

    private static string Row(
        string name, string provider = "*", string code = "550", string enhanced = "", string text = "x",
        string category = "UnknownUser", string actions = "S", string sample = "550 x") =>
        $"{name},{provider},{code},{enhanced},{text},,{category},{actions},test,{sample}\n";

    private static BounceRules Read(string table) => BounceRules.Read(new StringReader(table));
}
