namespace OrleansMail.SlowWorlds;

/// <summary>What a trial in a slow world does.</summary>
/// <param name="Recipients">Of each campaign, evenly at all sites.</param>
/// <param name="Sites">Receiving domains: 10 % dead, 10 % slow, 10 % deferring, the rest fast.</param>
/// <param name="Soak">How long campaign follows campaign; at least one is sent.</param>
/// <param name="Latency">How long every site holds back each group of replies, fast ones too.</param>
internal sealed record SlowWorldOptions(
    int Recipients, int Sites, TimeSpan Soak, int Seed, TimeSpan Latency, IReadOnlyList<string> SiloSettings,
    string ProgramPath)
{
    /// <summary>Of the sites that hang, that close, that are slow and that defer.</summary>
    public const double Hanging = 0.05;

    public const double Dead = 0.05;
    public const double Slow = 0.1;
    public const double Deferring = 0.1;

    /// <summary>Of their rate alone, what fast sites keep.</summary>
    public const double Goal = 0.9;
}
