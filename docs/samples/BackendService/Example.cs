using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansMail.Campaigns;

namespace BackendService;

/// <summary>Does each thing once: a receipt, a campaign up to its approval, the start of an approved one.</summary>
public sealed partial class Example(
    Receipts receipts,
    Newsletter newsletter,
    IOptions<MailOptions> options,
    IHostApplicationLifetime lifetime,
    ILogger<Example> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var receipt = await receipts.SendAsync("ada@example.org", "Ada", "4711", stoppingToken);
        if (receipt.Refusal is null)
        {
            LogAccepted(receipt.MessageId, receipt.AcceptedAt);
        }
        else
        {
            LogRefused("receipt", receipt.Refusal.Code, receipt.Refusal.Message);
        }

        Tell("prepare", await newsletter.PrepareAsync(
            [("ada@example.org", "Ada"), ("hanako@example.jp", "花子")], stoppingToken));
        if (options.Value.StartApproved is { } approved)
        {
            Tell("start", await newsletter.StartAsync(approved, stoppingToken));
        }

        lifetime.StopApplication();
    }

    private void Tell(string step, CampaignAnswer answer)
    {
        if (answer.Refusal is { } refusal)
        {
            LogRefused(step, refusal.Code, refusal.Message);
        }
        else
        {
            LogStands(answer.Status.Id, answer.Status.State, answer.Status.ContentHash);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Accepted as {MessageId} at {At}")]
    private partial void LogAccepted(string messageId, DateTimeOffset at);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Step} refused: {Code}: {Reason}")]
    private partial void LogRefused(string step, string code, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Campaign {Id} is {State}, hash {Hash}")]
    private partial void LogStands(string id, CampaignPhase state, string? hash);
}
