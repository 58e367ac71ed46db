namespace OrleansMail.Incidents;

/// <summary>What a stop grain remembers.</summary>
[GenerateSerializer, Alias("mail.StopState")]
public sealed class StopState
{
    /// <summary>The stop in force; null if there is none.</summary>
    [Id(0)]
    public EmergencyStop? Stop { get; set; }
}
