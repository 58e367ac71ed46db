using System.CommandLine;
using OrleansMail.Storage;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>database script</c>: what an administrator of PostgreSQL runs before the first silo starts.</summary>
internal static class DatabaseScriptCommand
{
    public static Command Create()
    {
        var name = new Option<string>("--name")
        {
            Description = "Of the database and of the role that silos sign in as",
            HelpName = "NAME",
            DefaultValueFactory = _ => "orleansmail",
        };
        return Verb.Local(
            "script",
            "Prints the SQL that sets up PostgreSQL, for psql and a superuser: `orleansmail database script | psql -X postgres`.",
            (context, _) => Task.FromResult(Run(context.Output, context.Get(name))),
            name);
    }

    private static int Run(Output output, string name)
    {
        try
        {
            foreach (var line in PostgresSetUp.Script(name).TrimEnd().Split('\n'))
            {
                output.Line(line);
            }

            return CommandRun.Done;
        }
        catch (ArgumentException fault)
        {
            return output.Fail("name", fault.Message, "name");
        }
    }
}
