namespace OrleansMail.Incidents;

/// <summary>A stop that is in force: until it is lifted, nothing of its target is started or goes on.</summary>
/// <param name="Target">A key of <see cref="IStopGrain"/>; <see cref="StopTarget"/> reads it.</param>
/// <param name="By">Who stopped it first.</param>
/// <param name="Reason">Why, in that person's words; at most 512 characters.</param>
/// <param name="Since">When it became durable.</param>
[GenerateSerializer, Immutable, Alias("mail.EmergencyStop")]
public sealed record EmergencyStop(
    [property: Id(0)] string Target,
    [property: Id(1)] string By,
    [property: Id(2)] string Reason,
    [property: Id(3)] DateTimeOffset Since);
