namespace OrleansMail.People;

/// <summary>Where a sealed account stands.</summary>
[GenerateSerializer, Alias("mail.EmergencyPhase")]
public enum EmergencyPhase
{
    /// <summary>No keys: never sealed, or reviewed.</summary>
    Void = 0,

    /// <summary>One key is there; a second administrator's is missing.</summary>
    HalfSealed = 1,

    /// <summary>Both keys together open it.</summary>
    Sealed = 2,

    /// <summary>Somebody acts in it.</summary>
    Open = 3,

    /// <summary>Its time is over; an administrator has to review what was done.</summary>
    AwaitsReview = 4,
}
