using System.Text;
using OrleansMail.Fakes;

namespace OrleansMail;

public sealed class ExportCommandTests(FakeSilo silo) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_export_names_caller_time_and_request_in_its_name_and_in_every_row()
    {
        var ran = await ExportAsync("small-1", "--values", "--reason", "audit", "--json");

        Assert.Equal(0, ran.Code);
        var file = ran.Json.GetProperty("file").GetString()!;
        var request = ran.Json.GetProperty("request").GetGuid();
        Assert.Equal($"list.ann____x.20260131T120000Z.{request:N}.csv", Path.GetFileName(file));
        var octets = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(Encoding.UTF8.Preamble, octets.AsSpan(0, 3));
        var lines = Encoding.UTF8.GetString(octets.AsSpan(3)).TrimEnd().Split("\r\n");
        Assert.Equal(FakeExportGrain.Recipients + 1, lines.Length);
        Assert.Equal(
            "address,outcome,at,stage,code,enhancedCode,text,attempts,name,exportedBy,exportedAt,export", lines[0]);
        Assert.All(lines[1..], (line, row) => Assert.Equal(
            $"r{row}@example.com,Delivered,2026-01-31T12:00:00.000Z,FinalDot,250,2.0.0,'=cmd|' /C calc'!A0,1,山田,"
            + $"ann/../x,2026-01-31T12:00:00.000Z,{request:N}",
            line));
        Assert.Equal(FakeExportGrain.Recipients, ran.Json.GetProperty("written").GetInt64());
    }

    [Fact]
    public async Task Nobody_but_the_owner_reads_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no modes.");

        await ExportAsync("small-2", "--reason", "audit");

        var file = Assert.Single(Directory.GetFiles(_folder.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(file));
    }

    [Fact]
    public async Task A_large_export_says_who_has_to_do_what_and_is_written_after_that()
    {
        var asked = await ExportAsync("large-1", "--reason", "audit");
        var request = (await Ran.AsyncOn(silo, "campaign", "export-list", "large-1", "--json"))
            .Json[0].GetProperty("request").GetString()!;

        Assert.Equal(1, asked.Code);
        Assert.Contains($"campaign export-release large-1 {request}", asked.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));

        var released = await Ran.AsyncOn(silo, "campaign", "export-release", "large-1", request);
        var written = await ExportAsync("large-1", "--request", request);

        Assert.Contains("2,500 recipients of large-1", released.Out, StringComparison.Ordinal);
        Assert.Equal(0, written.Code);
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_part_of_a_list_is_not_left_behind()
    {
        var ran = await ExportAsync("broken-1", "--reason", "audit", "--json");

        Assert.Equal(1, ran.Code);
        Assert.Equal("changed", ran.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task An_export_has_a_reason() => Assert.Equal(1, (await ExportAsync("small-3")).Code);

    private Task<Ran> ExportAsync(string campaign, params string[] options) =>
        Ran.AsyncOn(silo, ["campaign", "export", campaign, "--out", _folder.File("list.csv"), .. options]);

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
}
