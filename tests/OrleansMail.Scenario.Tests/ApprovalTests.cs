using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using OrleansMail.Campaigns;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>An approval is bound to every octet: what is changed after it is never sent, and it is said what changed.</summary>
public sealed class ApprovalTests
{
    private const string Address = "peer.orleansmail.test";

    // More than a chunk: the first must not leave because only the last was touched.
    private const int Recipients = 1_100;

    /// <summary>What is changed in the stored data, and the word that must name it.</summary>
    public static TheoryData<string, string, bool> Changes
    {
        get
        {
            var table = new TheoryData<string, string, bool>();
            foreach (var resumed in new[] { false, true })
            {
                table.Add("content", "content", resumed);
                table.Add("row", "audience", resumed);
                table.Add("row and its hash", "audience", resumed);
                table.Add("row removed", "audience", resumed);
                table.Add("setting", "settings", resumed);
            }

            return table;
        }
    }

    public static TheoryData<string, string> Edits => new()
    {
        { "content", "content" }, { "setting", "settings" }, { "import", "audience" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_is_changed_in_storage_after_approval_is_not_sent(string change, string named, bool resumed)
    {
        await using var sink = SmtpSink.Start(new SinkOptions());
        await using var engine = await Engine.StartAsync(Engine.Route("*", sink.EndPoint));
        var trial = engine.Campaign("bound");
        await trial.PrepareAsync(
            Trial.Rows(Address, Recipients), Trial.Settings with { HoldFor = TimeSpan.FromHours(1) });
        if (resumed)
        {
            // Started and stopped within the undo window: the worker, not the start, has to notice.
            await trial.StartAsync();
            await trial.CommandAsync(CampaignCommand.Pause);
        }

        await engine.StopAsync();
        Tamper(engine.Database, change);
        await engine.ResumeAsync();

        var answer = await Someone.Ben.AsAsync(() => trial.Grain.TellAsync(resumed ? CampaignCommand.Resume : CampaignCommand.Start));
        if (answer.Done && answer.Status.State == CampaignPhase.Held)
        {
            // The undo window is of no use now: paused and resumed, the campaign is released at once.
            await trial.CommandAsync(CampaignCommand.Pause);
            await trial.CommandAsync(CampaignCommand.Resume);
        }

        var status = await trial.UntilAsync(CampaignPhase.Failed);
        Assert.Contains($"stored {named} is not what was approved", status.Reason, StringComparison.Ordinal);
        Assert.Equal(0, sink.Snapshot().Connections);
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
        Assert.Contains($"The {named} was changed by ayumi", answer.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(CampaignPhase.Draft, answer.Status.State);
        Assert.Equal(0, sink.Snapshot().Connections);

        await trial.ApproveAsync();
        await trial.StartAsync();
        await trial.UntilAsync(CampaignPhase.Completed);
        Assert.Equal(edit == "import" ? 4 : 3, sink.Snapshot().AcceptedRecipients);
    }

    private static void Tamper(string database, string change)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        switch (change)
        {
            case "content":
                Replace(connection, "content", "campaign = 'bound'", "the season", "The season");
                break;
            case "row" or "row and its hash":
                Replace(connection, "chunk", "number = 1", "Customer 1099", "Customer 1098");
                if (change != "row")
                {
                    Rehash(connection);
                }

                break;
            case "row removed":
                Run(connection, "DELETE FROM chunk WHERE number = 1");
                break;
            default:
                Replace(connection, "grain_state", "type = 'campaign'", "Sender <news@", "Sandar <news@");
                break;
        }
    }

    /// <summary>Replaces the first occurrence of a text by one as long in a stored blob.</summary>
    private static void Replace(SqliteConnection connection, string table, string where, string old, string replacement)
    {
        var body = Body(connection, table, where);
        var at = body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(old));
        Assert.True(at >= 0, $"{old} is not in {table}");
        Encoding.UTF8.GetBytes(replacement).CopyTo(body, at);
        Run(connection, $"UPDATE {table} SET body = $blob WHERE {where}", body);
    }

    private static void Rehash(SqliteConnection connection) => Run(
        connection,
        "UPDATE chunk SET hash = $blob WHERE number = 1",
        SHA256.HashData(Body(connection, "chunk", "number = 1")));

    private static byte[] Body(SqliteConnection connection, string table, string where)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT body FROM {table} WHERE {where}";
        return (byte[])command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, string sql, byte[]? blob = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (blob is not null)
        {
            command.Parameters.AddWithValue("$blob", blob);
        }

        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
