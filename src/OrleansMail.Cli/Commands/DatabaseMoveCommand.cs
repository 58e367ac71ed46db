using System.CommandLine;
using System.Globalization;
using OrleansMail.Hosting;
using OrleansMail.Storage;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>database move</c>: brings everything a data folder keeps into an empty PostgreSQL database.</summary>
internal static class DatabaseMoveCommand
{
    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "The data folder to move", HelpName = "DIR", Required = true };
        var config = new Option<string>("--config")
        {
            Description = "The configuration file that names the database, and that silos will start with",
            HelpName = "FILE",
            Required = true,
        };
        return Verb.Local(
            "move",
            "Moves everything a data folder keeps into an empty PostgreSQL database, all or nothing. Stop the silo first.",
            (context, _) => RunAsync(context.Output, context.Get(from), context.Get(config)),
            from,
            config);
    }

    private static async Task<int> RunAsync(Output output, string from, string config)
    {
        try
        {
            var moved = await StorageMove.RunAsync(from, MailConfiguration.Read(from, config));
            Print(output, moved);
            return CommandRun.Done;
        }
        catch (ConfigurationException fault)
        {
            return output.Fail("configuration", fault.Message, "config");
        }
        catch (DataFolderException fault)
        {
            return output.Fail("data", fault.Message, "from");
        }
        catch (InvalidOperationException fault)
        {
            return output.Fail("not-moved", fault.Message, "config");
        }
        catch (StorageUnavailableException fault)
        {
            return output.Fail("storage", fault.Message, "config");
        }
    }

    private static void Print(Output output, StorageMoved moved)
    {
        if (output.IsJson)
        {
            output.Json(new DatabaseMoveView(moved.Rows, moved.Trails), OutputJson.Shared.DatabaseMoveView);
            return;
        }

        foreach (var (table, rows) in moved.Rows)
        {
            output.Line(string.Create(CultureInfo.InvariantCulture, $"{rows,12:n0} {table}"));
        }

        output.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Everything is in the database; the ends of {moved.Trails} audit trails are the same. The folder sends nothing more."));
    }
}
