namespace OrleansMail.Telemetry;

/// <summary>
/// Instruments that read what a part of the engine holds. They are made when a silo shows its metrics, and cost nothing
/// where it does not.
/// </summary>
public interface IInstruments;
