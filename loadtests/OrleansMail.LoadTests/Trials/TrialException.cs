namespace OrleansMail.Trials;

/// <summary>The trial could not be carried through, which is a failure too.</summary>
internal sealed class TrialException(string message) : Exception(message);
