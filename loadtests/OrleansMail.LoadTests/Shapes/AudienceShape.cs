namespace OrleansMail.Shapes;

/// <summary>What an audience and its mail look like; the same shape is always the same octets.</summary>
/// <param name="Recipients">Rows.</param>
/// <param name="Sites">Receiving domains, <c>site00001.test</c> and on.</param>
/// <param name="Shares">Percent of the recipients at the first sites; the rest is spread evenly.</param>
/// <param name="SizeKilobytes">The whole mail on the wire in units of 1,024 octets, without the attachment.</param>
/// <param name="Japanese">Names and text in Japanese.</param>
/// <param name="AttachmentKilobytes">An attached file of so many units of 1,024 octets; 0 for none.</param>
/// <param name="Seed">Draws who is at which site.</param>
internal sealed record AudienceShape(
    int Recipients,
    int Sites,
    IReadOnlyList<double> Shares,
    int SizeKilobytes,
    bool Japanese,
    int AttachmentKilobytes,
    int Seed)
{
    public const int MaxSites = 65_000;

    private const double Whole = 100;

    /// <summary>What is wrong with the shape, or null.</summary>
    public string? Fault() => this switch
    {
        { Recipients: < 1 } => "an audience has at least one recipient",
        { Sites: < 1 or > MaxSites } => $"there are 1 to {MaxSites} sites",
        _ when Shares.Count > Sites => "there are more shares than sites",
        _ when Shares.Any(share => share < 0) || Shares.Sum() > Whole => "shares are percents of 100 in all",
        _ when Shares.Count == Sites && Math.Abs(Shares.Sum() - Whole) > 0.01 =>
            "the shares of all sites are 100 in all",
        _ => null,
    };

    public static string Site(int index) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"site{index + 1:D5}.test");

    /// <summary>For each site, the share of recipients at it and at all before it.</summary>
    public double[] Cumulative()
    {
        var rest = Sites == Shares.Count ? 0 : (Whole - Shares.Sum()) / (Sites - Shares.Count);
        var sum = 0.0;
        var cumulative = new double[Sites];
        for (var site = 0; site < Sites; site++)
        {
            sum += site < Shares.Count ? Shares[site] : rest;
            cumulative[site] = sum / Whole;
        }

        cumulative[^1] = 1;
        return cumulative;
    }
}
