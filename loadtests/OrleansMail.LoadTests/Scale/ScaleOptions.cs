namespace OrleansMail.Scale;

/// <summary>What a trial of scale does.</summary>
/// <param name="Silos">How many there are in the larger cluster.</param>
/// <param name="RecipientsEach">Recipients for each silo, so that both clusters take as long.</param>
/// <param name="Runs">Of each cluster, by turns; medians count.</param>
/// <param name="SinkLatency">How long the sink holds back each group of replies.</param>
/// <param name="ProgramPath">The <c>orleansmail.dll</c> under trial.</param>
/// <param name="Goals">The table that takes what was reached; null for none.</param>
internal sealed record ScaleOptions(
    int Silos, int RecipientsEach, int Runs, TimeSpan SinkLatency, string ProgramPath, FileInfo? Goals);
