using OrleansMail.Campaigns;

namespace OrleansMail.Recipients;

/// <summary>The answer to one step of an import.</summary>
/// <param name="Refusal">Null when the step was carried out.</param>
/// <param name="Rows">Recipients taken so far by this import.</param>
/// <param name="Faults">Rows of this step that were not taken: bad, or seen before.</param>
[GenerateSerializer, Immutable, Alias("mail.ImportAnswer")]
public sealed record ImportAnswer(
    [property: Id(0)] Refusal? Refusal,
    [property: Id(1)] long Rows,
    [property: Id(2)] RowFault[] Faults) : IAnswer;
