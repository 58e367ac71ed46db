namespace OrleansMail.Hosting;

/// <summary>The configuration cannot be used; the message names the key and the fix.</summary>
public sealed class ConfigurationException(string message) : Exception(message);
