using System.CommandLine;
using System.Net.Sockets;
using OrleansMail.Sink;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>sink</c>: an SMTP receiver on this machine for trials; it ends when it is interrupted.</summary>
internal static class SinkCommand
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var options = new SinkCommandOptions();
        return Verb.Local(
            "sink",
            "Receives mail on a loopback address for trials and counts it until it is interrupted. With --json a line "
            + "when it listens and a line with the counts at the end.",
            async (context, cancellation) =>
            {
                if (!options.TryRead(context, out var settings, out var fault))
                {
                    return context.Output.Fail("script", fault, "script");
                }

                AnswerOnOneThread();
                try
                {
                    await using var sink = SmtpSink.Start(settings);
                    await RunAsync(context, sink, cancellation);
                    return CommandRun.Done;
                }
                catch (SocketException exception)
                {
                    return context.Output.Fail(
                        "port",
                        $"cannot listen on port {settings.Port}: {exception.Message}; choose another one",
                        "port");
                }
            },
            options.Symbols);
    }

    /// <summary>
    /// The runtime reads these at the first socket. This process does nothing but answer, so the thread that hears of
    /// octets may as well read them: handing each group to another thread costs as much as the group.
    /// </summary>
    private static void AnswerOnOneThread()
    {
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");
    }

    private static async Task RunAsync(CommandContext context, SmtpSink sink, CancellationToken cancellation)
    {
        var output = context.Output;
        Print(output, SinkView.Of("listening", sink));
        await output.FlushAsync(CancellationToken.None);
        var shown = sink.Snapshot().AcceptedRecipients;
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(Between, context.Clock, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var view = SinkView.Of("receiving", sink);
            if (!output.IsJson && view.AcceptedRecipients != shown)
            {
                shown = view.AcceptedRecipients;
                Print(output, view);
                await output.FlushAsync(CancellationToken.None);
            }
        }

        Print(output, SinkView.Of("stopped", sink));
    }

    private static void Print(Output output, SinkView view)
    {
        if (output.IsJson)
        {
            output.Json(view, OutputJson.Shared.SinkView);
            return;
        }

        output.Line(
            $"{view.State} on {view.Endpoint}: {Plain.Count(view.AcceptedRecipients)} accepted, "
            + $"{Plain.Count(view.Refused)} refused, {Plain.Count(view.Duplicates)} duplicates, "
            + $"{Plain.Count(view.Violations)} violations, {view.OpenConnections} open connections");
    }
}
