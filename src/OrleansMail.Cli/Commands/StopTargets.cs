using System.CommandLine;
using OrleansMail.Incidents;

namespace OrleansMail.Commands;

/// <summary>What a person names to be stopped.</summary>
internal static class StopTargets
{
    private const string Everything = "everything";
    private const string Domain = "domain:";

    public static Argument<string> Argument() => new("CAMPAIGN|DOMAIN|everything")
    {
        Description = "A campaign's id (or DOMAIN/NAME of a stream), a sending domain, or `everything`. "
            + "What has a dot and no slash is a domain; `campaign:ID` and `domain:NAME` say which it is",
    };

    /// <summary>The key of the stop grain; null if it is none.</summary>
    public static string? Parse(string text)
    {
        if (text == Everything)
        {
            return StopTarget.Everything;
        }

        if (text.StartsWith(Domain, StringComparison.Ordinal))
        {
            return Inputs.ALabels(text[Domain.Length..]);
        }

        if (StopTarget.CampaignOf(text) is { } campaign)
        {
            return OfCampaign(campaign);
        }

        var isDomain = text.Contains('.', StringComparison.Ordinal) && !text.Contains('/', StringComparison.Ordinal);
        return isDomain && Inputs.ALabels(text) is { } domain ? domain : OfCampaign(text);
    }

    private static string? OfCampaign(string id)
    {
        if (Inputs.IdFault(id) is not null)
        {
            return null;
        }

        return StopTarget.OfCampaign(Inputs.StreamFault(id) is null ? Inputs.StreamKey(id) : id);
    }
}
