using System.Buffers.Binary;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using OrleansMail.Addresses;
using OrleansMail.Guard;
using OrleansMail.Messages;
using OrleansMail.Recipients;
using OrleansMail.Suppression;

namespace OrleansMail.Campaigns;

/// <summary>Merges the content for every recipient and shows the result to the guard's rules.</summary>
internal sealed class CampaignGuard(
    IAudienceStore store,
    ISuppressionStore suppression,
    EarlierCampaigns earlier,
    IAddressKey keys,
    IOptions<GuardOptions> options,
    TimeProvider clock) : ICampaignGuard
{
    // Mails that are merged while others are checked: few, since each is a mail as large as the template.
    private const int SliceRows = 64;
    private const int SlicesAhead = 4;

    // No campaign has such an id, so that no recipient's token is this secret.
    private const string SketchSecret = "guard sketch";

    public async Task<GuardAnswer> RunAsync(GuardRequest request)
    {
        var (refusal, template) = await CampaignTemplate.ReadAsync(request, store);
        if (template is null)
        {
            return GuardAnswer.No(refusal!);
        }

        var from = Sender.TryParse(request.Settings.From, out var sender, out _) ? sender : null;
        var history = await earlier.OfAsync(request.Campaign, from?.Address.Domain ?? "");
        var secret = Encoding.UTF8.GetBytes(keys.Token(SketchSecret, 0));

        // Off the grain's turns: this is minutes of CPU for a large audience.
        return await Task.Run(async () =>
        {
            var campaign = GuardFacts.Of(request, template, from) with
            {
                History = history,
                Options = options.Value,
                Now = clock.GetUtcNow(),
                SketchKey = secret,
            };
            var run = new GuardRun(campaign);
            long? suppressed = null;
            if (!template.Audience.IsStream)
            {
                suppressed = await LearnAsync(run, template.Audience);
                await CheckAsync(run, template);
            }

            return new GuardAnswer(null, run.Report(clock.GetUtcNow()) with { Suppressed = suppressed }, run.Sketch);
        });
    }

    public Task<PreviewAnswer[]> PreviewsAsync(GuardRequest request, IReadOnlyList<long> rows) =>
        Task.Run(() => CampaignPreview.OfAsync(request, rows, store));

    public Task<ReviewedMailsAnswer> SamplesAsync(GuardRequest request) =>
        Task.Run(() => StreamSamples.OfAsync(request, store));

    /// <returns>How many of the recipients are suppressed now.</returns>
    private async Task<long> LearnAsync(GuardRun run, AudienceFacts facts)
    {
        var suppressed = 0L;
        var keysOfChunk = new List<byte[]>();
        await foreach (var slices in ChunksAsync(facts))
        {
            keysOfChunk.Clear();
            foreach (var slice in slices)
            {
                run.Learn(Array.ConvertAll(slice, Row));
                keysOfChunk.AddRange(slice.Select(static one => one.Recipient.Key));
            }

            suppressed += (await suppression.FilterAsync(keysOfChunk)).Count;
        }

        return suppressed;
    }

    /// <summary>Merges on one thread what is checked on others, in the order of the audience.</summary>
    private async Task CheckAsync(GuardRun run, CampaignTemplate template)
    {
        using var stop = new CancellationTokenSource();
        var slices = Channel.CreateBounded<GuardRow[]>(
            new BoundedChannelOptions(SlicesAhead) { SingleReader = true, SingleWriter = true });
        var merging = Task.Run(() => MergeAsync(template, slices.Writer, stop.Token));
        try
        {
            await foreach (var slice in slices.Reader.ReadAllAsync())
            {
                run.Check(slice);
            }

            await merging;
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private async Task MergeAsync(
        CampaignTemplate template, ChannelWriter<GuardRow[]> slices, CancellationToken cancellation)
    {
        try
        {
            await foreach (var chunk in ChunksAsync(template.Audience))
            {
                foreach (var slice in chunk)
                {
                    await slices.WriteAsync(Array.ConvertAll(slice, row => Merged(row, template)), cancellation);
                }
            }

            slices.Complete();
        }
        catch (Exception fault)
        {
            // The reader meets it when it has read what came before.
            slices.Complete(fault);
        }
    }

    /// <summary>The rows of each chunk in slices; the next chunk is read and opened on another thread meanwhile.</summary>
    private async IAsyncEnumerable<IEnumerable<(long Row, AudienceRow Recipient)[]>> ChunksAsync(AudienceFacts facts)
    {
        var next = Task.Run(() => RowsAsync(facts, 0));
        for (var number = 1; number <= facts.Chunks; number++)
        {
            var slices = await next;
            var following = number;
            next = Task.Run(() => RowsAsync(facts, following));
            yield return slices;
        }
    }

    private async Task<IEnumerable<(long Row, AudienceRow Recipient)[]>> RowsAsync(AudienceFacts facts, int number) =>
        number < facts.Chunks && await store.LoadAsync(facts.Audience, number) is { } chunk
            ? chunk.Rows.Select((recipient, index) => (chunk.FirstRow + index, recipient)).Chunk(SliceRows)
            : [];

    private static GuardRow Row((long Row, AudienceRow Recipient) of)
    {
        var (row, recipient) = of;
        var at = recipient.Address.LastIndexOf('@');
        var canonical = Mailbox.TryParse(recipient.Address, out var mailbox, out _) ? mailbox.Canonical : recipient.Address;
        return new GuardRow(
            row, recipient.Line == 0 ? null : recipient.Line, canonical, recipient.Address[(at + 1)..], recipient.Values)
        {
            Key = recipient.Key.Length < sizeof(ulong) ? 0 : BinaryPrimitives.ReadUInt64BigEndian(recipient.Key),
        };
    }

    private static GuardRow Merged((long Row, AudienceRow Recipient) of, CampaignTemplate template)
    {
        var merged = template.Merge(of.Recipient);
        return merged.Content is { } content
            ? Row(of) with
            {
                Subject = content.Subject,
                Text = content.TextParts ?? MergedText.Empty,
                Html = content.HtmlParts ?? MergedText.Empty,
                Headers = [.. content.Headers.Select(header => header.Value)],
            }
            : Row(of) with { FaultField = merged.Errors[0].Field, FaultReason = merged.Errors[0].Reason };
    }
}
