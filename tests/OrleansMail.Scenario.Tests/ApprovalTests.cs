using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;
using OrleansMail.Campaigns;
using OrleansMail.Recipients;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>An approval is bound to every octet: what is changed after it is never sent, and it is said what changed.</summary>
public sealed class ApprovalTests
{
    private const string Address = "peer.orleansmail.test";

    // More than a chunk: the first must not leave because only the last was touched.
    private const int Recipients = 1_100;

    /// <summary>What is changed in the stored data, and the word that must name it.</summary>
    public static TheoryData<string, string, bool, StoredIn> Changes
    {
        get
        {
            var table = new TheoryData<string, string, bool, StoredIn>();
            foreach (var resumed in new[] { false, true })
            {
                table.Add("content", "content", resumed, StoredIn.Folder);
                table.Add("content flipped", "content", resumed, StoredIn.Folder);
                table.Add("row flipped", "audience", resumed, StoredIn.Folder);
                table.Add("row cut", "audience", resumed, StoredIn.Folder);
                table.Add("rows of another chunk", "audience", resumed, StoredIn.Folder);
                table.Add("row and its hash", "audience", resumed, StoredIn.Folder);
                table.Add("row removed", "audience", resumed, StoredIn.Folder);
                table.Add("setting", "settings", resumed, StoredIn.Folder);
                table.Add("accepted warning", "agreement", resumed, StoredIn.Folder);
            }

            // What is compared is the same; that it is read and written alike is seen in one of each sort.
            table.Add("row flipped", "audience", false, StoredIn.Postgres);
            table.Add("row and its hash", "audience", true, StoredIn.Postgres);
            table.Add("setting", "settings", false, StoredIn.Postgres);
            return table;
        }
    }

    public static TheoryData<string, string> Edits => new()
    {
        { "content", "content" }, { "setting", "settings" }, { "import", "audience" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_is_changed_in_storage_after_approval_is_not_sent(
        string change, string named, bool resumed, StoredIn stored)
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var engine = await Engine.StartAsync(stored, Engine.Route("*", sink.EndPoint));
        var trial = engine.Campaign("bound");
        await trial.PrepareAsync(
            Trial.Rows(Address, Recipients), Trial.Settings with { HoldFor = TimeSpan.FromSeconds(5) });
        if (resumed)
        {
            // Started and stopped within the undo window: the worker, not the start, has to notice.
            await trial.StartAsync();
            await trial.CommandAsync(CampaignCommand.Pause);
        }

        await engine.StopAsync();
        await TamperAsync(engine, change);
        await engine.ResumeAsync();

        await Someone.Ben.AsAsync(() => trial.Grain.TellAsync(resumed ? CampaignCommand.Resume : CampaignCommand.Start));
        var status = await trial.UntilAsync(CampaignPhase.Failed);
        Assert.Contains($"stored {named} is not what was approved", status.Reason, StringComparison.Ordinal);
        Assert.Equal(0, sink.Snapshot().Connections);
    }

    [Theory]
    [InlineData("content")]
    [InlineData("content flipped")]
    [InlineData("row flipped")]
    [InlineData("setting")]
    public async Task Who_was_not_reached_when_a_campaign_failed_has_an_outcome_too(string change)
    {
        await using var sink = SmtpSink.Start(new SinkOptions { Latency = TimeSpan.FromMilliseconds(50) });
        await using var engine = await Engine.StartAsync(Engine.Route("*", sink.EndPoint));
        var trial = engine.Campaign("bound");
        await trial.PrepareAsync(Trial.Rows(Address, Recipients));
        await trial.StartAsync();
        await trial.UntilAsync(status => status.Delivered > 0);
        var paused = await trial.CommandAsync(CampaignCommand.Pause);

        await engine.StopAsync();
        await TamperAsync(engine, change);
        await engine.ResumeAsync();
        await Someone.Ben.AsAsync(() => trial.Grain.TellAsync(CampaignCommand.Resume));
        await trial.UntilAsync(CampaignPhase.Failed);

        var status = await trial.UntilAsync(status => status.Pending + status.Deferred == 0);
        Assert.Equal((paused.Delivered, 0), (status.Delivered, status.Unknown));
        Assert.Equal(Recipients - paused.Delivered, status.Cancelled);
        Assert.Equal(paused.Delivered, sink.Snapshot().AcceptedRecipients);
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task What_is_edited_after_approval_needs_a_new_approval(string edit, string named)
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var engine = await Engine.StartAsync(Engine.Route("*", sink.EndPoint));
        var trial = engine.Campaign("edited");
        await trial.PrepareAsync(Trial.Rows(Address, 3));

        await (edit switch
        {
            "content" => trial.DraftAsync([.. Trial.Letter, .. "P.S.\r\n"u8]),
            "setting" => trial.DraftAsync(settings: Trial.Settings with { TimeToLive = TimeSpan.FromHours(71) }),
            _ => trial.ImportAsync(["name"], Trial.Rows(Address, 4)),
        });

        var answer = await Someone.Ben.AsAsync(() => trial.Grain.TellAsync(CampaignCommand.Start));
        Assert.Equal("state", answer.Refusal?.Code);
        Assert.Contains($"The {named} was changed by ann", answer.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(CampaignPhase.Draft, answer.Status.State);
        Assert.Equal(0, sink.Snapshot().Connections);

        await trial.ApproveAsync();
        await trial.StartAsync();
        await trial.UntilAsync(CampaignPhase.Completed);
        Assert.Equal(edit == "import" ? 4 : 3, sink.Snapshot().AcceptedRecipients);
    }

    private static async Task TamperAsync(Engine engine, string change)
    {
        switch (change)
        {
            case "content" or "row and its hash" or "setting" or "accepted warning":
                await ResealAsync(engine, change);
                break;
            case "content flipped":
                engine.Flip("content", "campaign = 'bound'");
                break;
            case "row flipped":
                engine.Flip("chunk", "number = 1");
                break;
            case "row cut":
                Run(engine, "UPDATE chunk SET body = substr(body, 1, length(body) - 1) WHERE number = 1");
                break;
            case "rows of another chunk":
                Run(engine, "UPDATE chunk SET body = (SELECT body FROM chunk WHERE number = 0) WHERE number = 1");
                break;
            default:
                Run(engine, "DELETE FROM chunk WHERE number = 1");
                break;
        }
    }

    /// <summary>Changes what is stored as someone could who has the keys as well: the seal holds, the hash must not.</summary>
    private static async Task ResealAsync(Engine engine, string change)
    {
        await using var stores = engine.AddStores(new ServiceCollection().AddSerializer()).BuildServiceProvider();
        if (change == "content")
        {
            var text = Encoding.UTF8.GetString(Trial.Letter).Replace("the season", "The season", StringComparison.Ordinal);
            await stores.GetRequiredService<IContentStore>().PutAsync("bound", Encoding.UTF8.GetBytes(text));
        }
        else if (change is "setting" or "accepted warning")
        {
            var storage = stores.GetRequiredService<IGrainStorage>();
            var grain = GrainId.Create("campaign", "bound");
            var state = new GrainState<CampaignState>();
            await storage.ReadStateAsync("campaign", grain, state);
            if (change == "setting")
            {
                state.State!.Settings = state.State.Settings! with { From = $"Sandar <news@{Engine.Domain}>" };
            }
            else
            {
                state.State!.Accepted[0] = state.State.Accepted[0] with { Reason = "It is urgent." };
            }

            await storage.WriteStateAsync("campaign", grain, state);
        }
        else
        {
            var audiences = stores.GetRequiredService<IAudienceStore>();
            var rows = (await audiences.LoadAsync(1, 1))!.Rows.ToArray();
            rows[^1] = rows[^1] with { Values = ["Customer 1098"] };
            Run(engine, "DELETE FROM chunk WHERE number = 1");
            Run(engine, "DELETE FROM claim WHERE chunk = 1");
            Run(engine, "DELETE FROM recipient WHERE row >= 1000", rows.Length);
            await audiences.AddChunkAsync(1, 1, rows);
        }
    }

    private static void Run(Engine engine, string sql, int rows = 1) => Assert.Equal(rows, engine.Change(sql));
}
