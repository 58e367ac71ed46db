namespace OrleansMail.Delivery;

/// <summary>Tells whether the silo's delivery worker goes on.</summary>
public interface IDeliveryWatch
{
    /// <summary>Time since it last looked for work, which it does several times a second; null before the first look.</summary>
    TimeSpan? SinceLook { get; }

    /// <summary>The silo is being taken out of work: nothing more is claimed.</summary>
    bool IsDraining { get; }
}
