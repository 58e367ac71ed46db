using System.Runtime.CompilerServices;

namespace OrleansMail.Messages;

/// <summary>Some tests use MimeKit before anything of the protocol: the charsets must be known to them too.</summary>
internal static class CharsetsFirst
{
    [ModuleInitializer]
    internal static void Register() => RuntimeHelpers.RunModuleConstructor(typeof(ContentFile).Module.ModuleHandle);
}
