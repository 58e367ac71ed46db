using System.CommandLine;
using System.CommandLine.Parsing;
using OrleansMail.People;

namespace OrleansMail.Commands;

/// <summary>Arguments and options of the commands about people and keys; each call makes a new one.</summary>
internal static class PeopleInputs
{
    private const string WishHelp = "ROLE@DOMAIN";

    private static readonly string WishDescription =
        $"A role ({string.Join(", ", Role.Names)}) or a single right, for a sending domain or @everywhere";

    public static Argument<string> User() => Name("NAME", "The user's name");

    public static Argument<string> Account() => Name("NAME", "The name of the sealed account");

    public static Argument<string> Key() => Name("ID", "The key's id, such as the name of the service");

    public static Argument<Wish> Wish() => new(WishHelp)
    {
        Description = WishDescription,
        CustomParser = result => Parse(result.Tokens[0].Value, result),
    };

    public static Option<Wish[]> Wishes() => new("--grant")
    {
        HelpName = WishHelp,
        Description = $"{WishDescription}; may be given more than once",
        Required = true,
        CustomParser = result => [.. result.Tokens.Select(token => Parse(token.Value, result)!)],
    };

    public static Argument<string[]> Ranges() => new("RANGE")
    {
        Description = "Addresses as 192.0.2.0/24, 2001:db8::/32 or one address; none for anywhere",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<string[]> Allow() => new("--allow")
    {
        HelpName = "RANGE",
        Description = "Where calls may come from, such as 192.0.2.0/24; may be given more than once; by default anywhere",
        DefaultValueFactory = _ => [],
    };

    public static Option<string?> Out(string what) => new("--out")
    {
        HelpName = "FILE",
        Description = $"Where {what} is written, in a new file that only you can read; by default on the terminal",
    };

    private static Argument<string> Name(string help, string description)
    {
        var argument = new Argument<string>(help) { Description = description };
        argument.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && PersonName.Fault(result.Tokens[0].Value) is { } fault)
            {
                result.AddError($"'{result.Tokens[0].Value}' {fault}.");
            }
        });
        return argument;
    }

    private static Wish? Parse(string text, SymbolResult result)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var domain = at < 0 ? null : text[(at + 1)..] is "everywhere" or Grant.Everywhere
            ? Grant.Everywhere
            : Inputs.ALabels(text[(at + 1)..]);
        var wish = domain is null ? null : new Wish(text[..at], domain);
        if (wish is not null && wish.Rights().Count > 0)
        {
            return wish;
        }

        result.AddError(
            $"'{text}' is no grant; write {WishHelp}, such as author@example.com or auditor@everywhere. Roles are "
            + $"{string.Join(", ", Role.Names)}.");
        return null;
    }
}
