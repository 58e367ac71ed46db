using System.CommandLine;
using OrleansMail.Sealing;
using OrleansMail.Storage;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>seal new-key</c>: adds a version to a cluster key file, or makes the file.</summary>
internal static class SealNewKeyCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The cluster key file" };
        return Verb.Local(
            "new-key",
            "Adds a new version to a cluster key file, or makes the file. A silo takes it up by `seal rotate` or at its start.",
            (context, _) => Task.FromResult(Run(context.Output, context.Get(file))),
            file);
    }

    private static int Run(Output output, string file)
    {
        try
        {
            var keyFile = new ClusterKeyFile(file);
            var view = new SealNewKeyView(keyFile.Path, keyFile.AddVersion());
            if (output.IsJson)
            {
                output.Json(view, OutputJson.Shared.SealNewKeyView);
            }
            else
            {
                output.Line($"{view.KeyFile} has version {view.Version} now; back it up apart from the data");
            }

            return CommandRun.Done;
        }
        catch (DataFolderException fault)
        {
            return output.Fail("key-file", fault.Message, "FILE");
        }
    }
}
