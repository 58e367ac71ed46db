using System.CommandLine;
using System.Text.Json;

namespace OrleansMail.Terminal;

/// <summary>Enum members as words of the command line, such as <c>wrong-content</c>.</summary>
internal static class Kebab
{
    public static string Of<T>(T member)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString());

    /// <summary>The member for a word that <see cref="All"/> has.</summary>
    public static T Parse<T>(string word)
        where T : struct, Enum => Enum.GetValues<T>().First(member => Of(member) == word);

    public static string[] All<T>()
        where T : struct, Enum => Array.ConvertAll(Enum.GetValues<T>(), Of);

    public static Option<string> Option<T>(string name, string description, T byDefault)
        where T : struct, Enum
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', All<T>()),
            DefaultValueFactory = _ => Of(byDefault),
        };
        option.AcceptOnlyFromAmong(All<T>());
        return option;
    }
}
