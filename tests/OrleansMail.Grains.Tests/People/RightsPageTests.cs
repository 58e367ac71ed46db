using System.Reflection;
using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>docs/rights.md against the attributes of every grain method, and what these attributes must be.</summary>
public sealed class RightsPageTests
{
    // Names of parameters whose values may stand in an audit entry: none of them can hold somebody's personal data.
    private static readonly string[] Tellable =
    [
        "hash", "reason", "finding", "rules", "import", "operation", "ehloName", "paused", "request", "afterRow", "number",
        "duty", "disabled", "deputy", "from", "until", "silo", "within", "selector", "addresses", "settings", "role",
    ];

    private static readonly string[] Page = File.ReadAllLines(Repository.PathOf("docs", "rights.md"));

    public static IEnumerable<MethodInfo> Methods => typeof(ICampaignGrain).Assembly.GetTypes()
        .Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
        .SelectMany(type => type.GetMethods())
        .OrderBy(method => MethodRule.Of(method).Name, StringComparer.Ordinal);

    [Fact]
    public void Every_method_says_who_may_call_it() => Assert.All(Methods, method => Assert.True(
        method.GetCustomAttributes<NeedsAttribute>().Count() + method.GetCustomAttributes<OpenToAttribute>().Count() == 1,
        $"{method.DeclaringType!.Name}.{method.Name} needs exactly one of [Needs] and [OpenTo]."));

    [Fact]
    public void Every_right_is_a_right_that_can_be_granted() => Assert.All(
        Methods.Select(method => method.GetCustomAttribute<NeedsAttribute>()).OfType<NeedsAttribute>(),
        needs => Assert.Contains(needs.Right, Right.All));

    [Fact]
    public void Nothing_personal_is_told_to_the_audit_trail() => Assert.All(Methods, method => Assert.All(
        Told(method),
        name =>
        {
            Assert.Contains(name, method.GetParameters().Select(parameter => parameter.Name));
            Assert.Contains(name, Tellable);
        }));

    [Fact]
    public void What_is_told_masked_is_an_argument_and_holds_an_address() => Assert.All(Methods, method => Assert.All(
        Names(method.GetCustomAttribute<NeedsAttribute>()?.Masked),
        name =>
        {
            Assert.Contains(name, method.GetParameters().Select(parameter => parameter.Name));
            Assert.Contains(name, (string[])["address", "entry"]);
        }));

    [Fact]
    public void Whoever_approves_does_not_write_and_whoever_looks_after_people_does_not_send()
    {
        Assert.DoesNotContain(Right.CampaignApprove, Role.RightsOf(Role.Author)!);
        Assert.DoesNotContain(Right.CampaignDraft, Role.RightsOf(Role.Approver)!);
        Assert.Empty(Role.RightsOf(Role.Administrator)!.Intersect(
            [Right.CampaignDraft, Right.CampaignApprove, Right.CampaignStart, Right.RecipientsRead]));
    }

    [Fact]
    public void The_page_has_every_method() => Assert.Equal(
        Methods.Select(method => $"| {Words(method)} |"), Rows("| method | right or who |"));

    [Fact]
    public void The_page_has_every_role() => Assert.Equal(
        Role.Names.Select(name => $"| {name} | {string.Join(", ", Role.RightsOf(name)!)} |"), Rows("| role | rights |"));

    private static string Words(MethodInfo method)
    {
        var rule = MethodRule.Of(method);
        return rule.Needs is { } needs
            ? $"{rule.Name} | {needs.Right} | {ScopeOf(needs.Scope)} | {(needs.Quiet ? "quiet" : "")}"
            : $"{rule.Name} | {Audience(rule.OpenTo!.Value)} |  | ";
    }

    private static string Audience(OpenTo openTo) => openTo switch
    {
        OpenTo.Engine => "the engine",
        OpenTo.SignedIn => "whoever is signed in",
        _ => "anybody",
    };

    private static string ScopeOf(Scope scope) => scope switch
    {
        Scope.Domain => "domain",
        Scope.Campaign or Scope.CampaignArgument => "campaign",
        Scope.Draft => "campaign, and the domain of the new From",
        Scope.Any => "any",
        Scope.Target => "campaign, domain or everywhere",
        _ => "everywhere",
    };

    private static string[] Told(MethodInfo method) => Names(method.GetCustomAttribute<NeedsAttribute>()?.Tell);

    private static string[] Names(string? list) =>
        (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> Rows(string head) => Page
        .SkipWhile(line => !line.StartsWith(head, StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'));
}
