namespace OrleansMail.Replay;

/// <summary>What became of the recipients of one site.</summary>
internal sealed class SiteOutcomes(string site)
{
    public string Site => site;

    public long Recipients { get; set; }

    public Dictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    public TimeSpan Last { get; set; }
}
