namespace OrleansMail.SlowWorlds;

/// <summary>One campaign, as far as its fast sites go.</summary>
/// <param name="Fast">Recipients at fast sites; all of them were accepted.</param>
/// <param name="Others">Recipients at other sites.</param>
/// <param name="OthersGot">Mails that other sites took meanwhile, those of earlier campaigns too.</param>
/// <param name="Duration">From the start to the last mail of a fast site.</param>
internal sealed record Round(string Name, long Fast, long Others, long OthersGot, TimeSpan Duration)
{
    /// <summary>Mails a second to fast sites.</summary>
    public double Rate => Fast / Duration.TotalSeconds;
}
