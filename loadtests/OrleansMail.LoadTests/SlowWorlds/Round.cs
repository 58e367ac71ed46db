namespace OrleansMail.SlowWorlds;

/// <summary>One campaign, as far as its fast sites go.</summary>
/// <param name="Fast">Recipients at fast sites; all of them were accepted.</param>
/// <param name="Others">Recipients at other sites.</param>
/// <param name="OthersGot">Mails that other sites took meanwhile, those of earlier campaigns too.</param>
/// <param name="Most">From the start until <see cref="Share"/> of the mails for fast sites were accepted.</param>
/// <param name="All">From the start to the last of them.</param>
internal sealed record Round(string Name, long Fast, long Others, long OthersGot, TimeSpan Most, TimeSpan All)
{
    /// <summary>Of the mails, what a rate is taken from: a handful of late ones says nothing of it.</summary>
    public const double Share = 0.99;

    /// <summary>Mails a second to fast sites.</summary>
    public double Rate => Share * Fast / Most.TotalSeconds;

    /// <summary>How long after the others the last mails came.</summary>
    public TimeSpan Tail => All - Most;
}
