using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Incidents;
using OrleansMail.People;
using OrleansMail.Reports;

namespace OrleansMail.Retention;

/// <summary>Goes through all campaigns and forgets those whose time is over; remembers nothing itself.</summary>
[GrainType("retention-pass")]
internal sealed partial class RetentionPassGrain(
    IDirectory directory, TimeProvider clock, ILogger<RetentionPassGrain> log) : Grain, IRetentionPassGrain
{
    private const int LargestStep = 100;

    public async Task<RetentionStep> StepAsync(string? after)
    {
        var all = await directory.ListAsync(DirectoryKind.Campaign, runningOnly: false);
        string[] step = [.. all
            .Where(id => string.CompareOrdinal(id, after) > 0).Order(StringComparer.Ordinal).Take(LargestStep)];
        var (forgotten, failed) = (0, 0);
        foreach (var id in step)
        {
            var done = await LookAsync(id);
            forgotten += done == true ? 1 : 0;
            failed += done == false ? 1 : 0;
        }

        return new RetentionStep(step.Length == LargestStep ? step[^1] : null, forgotten, failed);
    }

    /// <summary>True if it was forgotten, false if it should have been, null if its time is not over.</summary>
    private async Task<bool?> LookAsync(string id)
    {
        try
        {
            return await ForgetIfDueAsync(id);
        }
#pragma warning disable CA1031 // One campaign that cannot be read must not keep all the others readable for ever.
        catch (Exception failure)
        {
            LogFailed(failure, id);
            return false;
        }
#pragma warning restore CA1031
    }

    private async Task<bool?> ForgetIfDueAsync(string id)
    {
        var campaign = GrainFactory.GetGrain<ICampaignGrain>(id);
        if (await campaign.StatusAsync() is not { FinishedAt: not null, ForgottenAt: null } status
            || await GrainFactory.GetGrain<ICampaignDispatchGrain>(id).SendingDomainAsync() is not { } domain)
        {
            return null;
        }

        var retention = await GrainFactory.GetGrain<IRetentionGrain>(domain).ShowAsync();
        var incidents = await GrainFactory.GetGrain<IIncidentGrain>(id).ListAsync();
        if (RetentionDue.Of(status, retention, incidents) is not { } due || clock.GetUtcNow() < due)
        {
            return null;
        }

        // The entry first. A pass that is repeated after a crash finds it there, by the same id.
        var operation = OperationOf(id);
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"Campaign.Forget days={RetentionDue.DaysOf(status, retention)} finished={status.FinishedAt:u}");
        await GrainFactory.GetGrain<IAuditGrain>(domain).AppendAsync(new AuditFact(
            operation, Caller.Engine, "forgotten-by-age", $"campaign:{id}", AuditResult.Noted, detail));
        var answer = await campaign.ForgetAsync(operation);
        if (answer.Refusal is { } refusal)
        {
            LogRefused(id, refusal.Message);
        }

        return answer.Done;
    }

    private static Guid OperationOf(string campaign) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"forgotten-by-age {campaign}")).AsSpan(0, 16));

    [LoggerMessage(LogLevel.Error, "{Campaign} should have been forgotten by its age and could not be; the next pass tries again")]
    private partial void LogFailed(Exception failure, string campaign);

    [LoggerMessage(LogLevel.Warning, "{Campaign} should be forgotten by its age and does not let itself: {Reason}")]
    private partial void LogRefused(string campaign, string reason);
}
