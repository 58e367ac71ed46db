namespace OrleansMail.Recipients;

/// <summary>What an audience grain remembers of the import that is open.</summary>
[GenerateSerializer, Alias("mail.ImportState")]
public sealed class ImportState
{
    [Id(0)]
    public Guid Import { get; set; }

    [Id(1)]
    public long Audience { get; set; }

    [Id(2)]
    public int Columns { get; set; }

    [Id(3)]
    public bool Committed { get; set; }
}
