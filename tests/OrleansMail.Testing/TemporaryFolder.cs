namespace OrleansMail;

/// <summary>A folder of the test's own; gone with all it holds when the test ends.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private const int Tries = 50;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);

    public string Path { get; } = Directory.CreateTempSubdirectory("orleansmail-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        // The last children of a server that was told to stop may still be writing their logs.
        for (var left = Tries; ; left--)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (IOException) when (left > 0)
            {
                Thread.Sleep(Wait);
            }
        }
    }
}
