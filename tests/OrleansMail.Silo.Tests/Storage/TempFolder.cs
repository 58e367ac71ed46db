namespace OrleansMail.Storage;

/// <summary>A folder for one test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("orleansmail-").FullName;

    /// <summary>A folder that is not there yet.</summary>
    public string New(string name) => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
