namespace OrleansMail.Upgrades;

/// <summary>What a trial of an upgrade does.</summary>
/// <param name="Recipients">Rows of the one campaign.</param>
/// <param name="SinkLatency">How long the sink holds back each group of replies.</param>
/// <param name="FromPath">The <c>orleansmail.dll</c> that all silos are started from first.</param>
/// <param name="ProgramPath">The one that they run in the end; the same gives a rolling restart.</param>
internal sealed record UpgradeOptions(int Recipients, TimeSpan SinkLatency, string FromPath, string ProgramPath)
{
    public const int Silos = 3;

    /// <summary>Does the program change?</summary>
    public bool IsUpgrade => FromPath != ProgramPath;

    /// <summary>The shares of mail sent at which one silo after the other is replaced: all run before, between and after.</summary>
    public static double[] Shares(int silos) =>
        [.. Enumerable.Range(1, silos).Select(number => (double)number / (silos + 2))];
}
