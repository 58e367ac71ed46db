using System.CommandLine;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using OrleansMail.Hosting;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>silo</c>: runs the engine on one data folder until it is told to stop.</summary>
internal static class SiloCommand
{
    public static Command Create()
    {
        var config = new Option<string?>("--config")
        {
            Description = "Configuration file; by default orleansmail.json in the data folder",
            HelpName = "FILE",
        };
        return Verb.Local(
            "silo",
            "Runs a silo on the data folder until it gets SIGINT or SIGTERM. By itself it listens on loopback only; "
            + "with Storage:Provider postgresql it joins a cluster.",
            async (context, cancellation) =>
            {
                var folder = context.Get(GlobalOptions.Data);
                try
                {
                    Directory.CreateDirectory(folder);
                    var configuration = MailConfiguration.Read(folder, context.Get(config));
                    await using var silo = await MailSilo.StartAsync(folder, configuration, LogLevel.Information);
                    context.Output.Line($"The silo runs on {folder}; clients connect to {silo.Gateway}.");
                    await context.Output.FlushAsync(cancellation);
                    await UntilStoppedAsync(silo, cancellation);
                    return CommandRun.Done;
                }
                catch (ConfigurationException fault)
                {
                    return context.Output.Fail("configuration", fault.Message);
                }
                catch (ClusterUnavailableException fault)
                {
                    return context.Output.Fail("cluster", fault.Message);
                }
                catch (Storage.StorageUnavailableException fault)
                {
                    return context.Output.Fail("storage", fault.Message);
                }
                catch (Storage.DataFolderException fault)
                {
                    return context.Output.Fail("data", fault.Message, "data");
                }
            },
            config);
    }

    /// <summary>Until somebody says so here, or takes the silo out of its cluster.</summary>
    private static async Task UntilStoppedAsync(MailSilo silo, CancellationToken cancellation)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stopped.TrySetResult();
        });
        await using var interrupted = cancellation.Register(() => stopped.TrySetResult());
        await Task.WhenAny(stopped.Task, silo.WaitForShutdownAsync(CancellationToken.None));
    }
}
