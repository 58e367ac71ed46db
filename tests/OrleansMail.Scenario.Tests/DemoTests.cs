using System.Globalization;
using System.Text.Json;

namespace OrleansMail.Scenarios;

/// <summary>What a newcomer types first.</summary>
public sealed class DemoTests
{
    private const int Recipients = 300;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task The_whole_way_on_one_machine_takes_one_command()
    {
        using var folder = new TemporaryFolder();

        var ran = await Programs.Run(
            Bound,
            "dotnet",
            [
                "exec", Path.Combine(AppContext.BaseDirectory, "orleansmail.dll"), "demo",
                "--recipients", Recipients.ToString(CultureInfo.InvariantCulture), "--data", folder.File("data"), "--json",
            ]);

        Assert.True(ran.ExitCode == 0, ran.Errors);
        using var document = JsonDocument.Parse(ran.Output);
        var told = document.RootElement;
        Assert.Equal(Recipients, told.GetProperty("recipients").GetInt32());
        Assert.Equal(Recipients, told.GetProperty("delivered").GetInt32());
        Assert.Equal(Recipients, told.GetProperty("dkimVerified").GetInt32());
        Assert.All(
            (string[])["deferred", "bounced", "suppressed", "unknown"],
            name => Assert.Equal(0, told.GetProperty(name).GetInt32()));
        Assert.True(told.GetProperty("ledgerOk").GetBoolean());
        Assert.True(told.GetProperty("auditOk").GetBoolean());
        Assert.True(told.GetProperty("messagesPerSecond").GetDouble() > 0);
        Assert.True(told.GetProperty("peakRssBytes").GetInt64() > 0);
    }
}
