using System.Runtime.CompilerServices;

namespace OrleansMail;

/// <summary>The repository that the tests were built from.</summary>
public static class Repository
{
    /// <summary>Its root folder: the one that holds the solution.</summary>
    public static string Root([CallerFilePath] string thisFile = "")
    {
        for (var folder = Path.GetDirectoryName(thisFile); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "OrleansMail.sln")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException($"No OrleansMail.sln above {thisFile}.");
    }

    /// <summary>A path below the root, given in parts.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root(), .. parts]);
}
