using System.Runtime.CompilerServices;
using Xunit;

namespace OrleansMail;

/// <summary>Compares bytes with a file beside the test; <c>UPDATE_GOLDEN=1</c> writes the file instead.</summary>
public static class Golden
{
    public static void Equal(string name, ReadOnlySpan<byte> actual, [CallerFilePath] string testFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, "golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, actual);
        }

        Assert.Equal(File.ReadAllBytes(path), actual.ToArray());
    }
}
