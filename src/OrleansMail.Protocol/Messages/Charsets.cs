using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace OrleansMail.Messages;

/// <summary>Makes charsets such as ISO-2022-JP known before anything of this assembly runs.</summary>
/// <remarks>MimeKit remembers for good that it did not know a charset, so the first one to ask must not be too early.</remarks>
internal static class Charsets
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "A later moment is too late, see above.")]
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
