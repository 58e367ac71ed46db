using OrleansMail.Addresses;

namespace OrleansMail.Messages;

/// <summary>
/// A campaign's message compiled once: fixed text in its transfer encoding, values put between. Says the same as
/// <see cref="ContentBinding.Judge"/> and <see cref="MessageWriter"/>, and refuses the same rows. Thread-safe.
/// </summary>
/// <remarks>
/// Fixed text and plain outputs are copied; other statements go through Liquid on their own, or as a whole part where
/// one depends on another. A row with anything odd takes the slow path, so that there is one judge of errors.
/// </remarks>
public sealed class MessageComposer
{
    private readonly ContentBinding _binding;
    private readonly Sender _from;
    private readonly string? _feedbackId;
    private readonly MessagePiece[] _pieces;
    private readonly ValueForm[] _forms;
    private readonly bool[] _isRequired;

    /// <param name="binding">The template, matched with the columns of the rows to come.</param>
    /// <param name="from">The From of every message.</param>
    /// <param name="feedbackId">The Feedback-ID of every message; null for none.</param>
    public MessageComposer(ContentBinding binding, Sender from, string? feedbackId = null)
    {
        (_binding, _from, _feedbackId) = (binding, from, feedbackId);
        var plan = new PlanBuilder(binding.Template.Fields);
        HeaderPlan.Add(plan, binding.Template, from, feedbackId);
        BodyPlan.Add(plan, binding.Template.Skeleton);
        (_pieces, _forms, _isRequired) = (plan.Build(), plan.Forms, plan.IsRequired);
    }

    /// <summary>Writes one whole message, unsigned, over what the buffer held; null when it is good.</summary>
    /// <returns>The first error of the row; the buffer is empty then.</returns>
    /// <exception cref="ArgumentException">The Message-ID is malformed, or an unsubscribe URL too long.</exception>
    public MergeError? Compose(IReadOnlyList<string> values, in MessageFacts facts, MessageBuffer into)
    {
        into.Reset();
        if (!TryCompose(values, facts, into))
        {
            into.Reset();
            if (ComposeSlowly(values, facts, into) is { } error)
            {
                into.Reset();
                return error;
            }
        }

        if (WireCheck.FindQuickly(into.WrittenSpan) is { } defect)
        {
            into.Reset();
            return new MergeError("message", $"It would break the rules of the wire: {defect}.");
        }

        return null;
    }

    private bool TryCompose(IReadOnlyList<string> values, in MessageFacts facts, MessageBuffer into)
    {
        using var row = RowScratch.Take();
        if (!row.TryLoad(_binding, values, _isRequired))
        {
            return false;
        }

        row.Shape(_forms);
        foreach (var piece in _pieces)
        {
            if (!piece.TryWrite(row, facts, into))
            {
                return false;
            }
        }

        return !row.IsOdd;
    }

    private MergeError? ComposeSlowly(IReadOnlyList<string> values, in MessageFacts facts, MessageBuffer into)
    {
        var merged = _binding.Judge(values);
        if (merged.Content is not { } content)
        {
            return merged.Errors[0];
        }

        var headers = new MessageHeaders(
            _from,
            facts.To,
            facts.ToName,
            facts.MessageId,
            facts.Date,
            facts.ListUnsubscribeUrl ?? content.UnsubscribeUrl,
            facts.ListUnsubscribeMailto ?? content.UnsubscribeMailto,
            _feedbackId);
        MessageWriter.Write(content, headers, into);
        return null;
    }
}
