using System.Runtime.CompilerServices;

namespace OrleansMail.Messages;

/// <summary>Content files and the octets that come of them; <c>UPDATE_GOLDEN=1</c> writes the octets anew.</summary>
public sealed class GoldenMessageTests
{
    public static TheoryData<string, string[], string[]> Files => new()
    {
        { "01-plain-en", ["order", "name", "note"], ["A-1", "O'Neil & Sons", ""] },
        { "02-rich-ja", ["address", "氏名", "number", "token"], ["a@b.example", "山田 太郎<b>", "1&2", "t0k"] },
        { "03-iso-2022-jp", ["name"], ["髙橋😀"] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Octets_are_as_written_down(string name, string[] columns, string[] values)
    {
        var template = TestMail.Template(TestMail.File($"{name}.eml"));
        var merged = template.Merge(columns, values);
        Assert.Empty(merged.Errors);

        var actual = MessageWriter.Write(merged.Content!, TestMail.Headers("Reader"));

        Assert.Null(WireCheck.Find(actual));
        Assert.Equal(actual, MessageWriter.Write(merged.Content!, TestMail.Headers("Reader")));
        Equal($"{name}.expected.eml", actual);
    }

    private static void Equal(string name, byte[] actual, [CallerFilePath] string here = "")
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(here)!, "golden", name), actual);
        }

        Assert.Equal(TestMail.File(name), actual);
    }
}
