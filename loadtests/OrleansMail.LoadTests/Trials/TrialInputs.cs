using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace OrleansMail.Trials;

/// <summary>Options that several trials have; each call makes a new one.</summary>
internal static class TrialInputs
{
    /// <summary>A whole number from 0.</summary>
    public static Option<int> Number(string name, string description, int byDefault)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result => Check(result, name, 0, int.MaxValue));
        return option;
    }

    /// <summary>A share from 0 to 1.</summary>
    public static Option<double> Share(string name, string description)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => 0 };
        option.Validators.Add(result => Check(result, name, 0, 1));
        return option;
    }

    public static Option<string> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => values[0] };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    public static Option<FileInfo> Program()
    {
        var program = new Option<FileInfo>("--program")
        {
            Description = "The orleansmail.dll to try; by default the one that was built with this program",
            DefaultValueFactory = _ => new FileInfo(BuiltProgram()),
        };
        return program.AcceptExistingOnly();
    }

    public static Option<bool> Keep() => new("--keep") { Description = "Keep the folder of the trial" };

    public static Option<string> Report(string byDefault) => new("--report")
    {
        Description = "The HTML report",
        HelpName = "FILE",
        DefaultValueFactory = _ => byDefault,
    };

    public static Option<FileInfo?> Goals() => new("--goals")
    {
        Description = "Append what was reached to this Markdown table, a row for each goal",
        HelpName = "FILE",
    };

    public static Option<string[]> SiloSettings()
    {
        var option = new Option<string[]>("--silo-setting")
        {
            Description = "An option of the silo, such as Delivery:SignerThreads=2; can be given more than once",
            HelpName = "Section:Key=value",
            DefaultValueFactory = _ => [],
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError("--silo-setting is Section:Key=value.");
            }
        });
        return option;
    }

    /// <summary>Settings as the environment of a silo holds them.</summary>
    /// <param name="withPeople">False for a program from before people signed in, which does not know their settings.</param>
    public static Dictionary<string, string> Environment(IEnumerable<string> settings, bool withPeople = true) => settings
        .Concat(withPeople ? Staff.Settings : [])
        .Select(setting => setting.Split('=', 2))
        .DistinctBy(pair => pair[0], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(
            pair => "OrleansMail__" + pair[0].Replace(":", "__", StringComparison.Ordinal),
            pair => pair[1],
            StringComparer.Ordinal);

    /// <summary>All projects build into one folder, <c>project/configuration</c>.</summary>
    public static string BuiltProgram()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "OrleansMail.Cli", own.Name, "orleansmail.dll");
    }

    private static void Check(OptionResult result, string name, double least, double most)
    {
        if (result.Tokens is [var token]
            && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var value)
            && (value < least || value > most))
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is {least} to {most}."));
        }
    }
}
