using System.IO.Pipelines;

namespace OrleansMail.Cluster;

/// <summary>What is said under TLS, as the pipe that Orleans reads and writes.</summary>
internal sealed class SecuredPipe(Stream stream) : IDuplexPipe
{
    public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

    public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));

    public async Task CompleteAsync()
    {
        await Input.CompleteAsync();
        try
        {
            await Output.CompleteAsync();
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection ended before its last octets could leave.
        }
    }
}
