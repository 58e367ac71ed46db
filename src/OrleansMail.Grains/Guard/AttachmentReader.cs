using System.Buffers;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace OrleansMail.Guard;

/// <summary>Looks into an attachment, within bounds: nothing is unpacked to disk, nothing is run.</summary>
internal static class AttachmentReader
{
    /// <summary>What receivers refuse (Gmail's list and Outlook's), and what mounts as a disk.</summary>
    private static readonly FrozenSet<string> Programs = FrozenSet.ToFrozenSet(
        [
            ".exe", ".scr", ".com", ".bat", ".cmd", ".pif", ".msi", ".msp", ".js", ".jse", ".vbs", ".vbe", ".wsf", ".wsh",
            ".ps1", ".psm1", ".hta", ".cpl", ".jar", ".lnk", ".iso", ".img", ".vhd", ".vhdx", ".dll", ".sys", ".reg", ".chm",
            ".ade", ".adp", ".appx", ".msix", ".apk", ".dmg", ".gadget", ".inf", ".msc", ".scf", ".url", ".sh", ".xll",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Documents = FrozenSet.ToFrozenSet(
        [".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".txt", ".csv", ".jpg", ".jpeg", ".png", ".gif"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Turns = SearchValues.Create("\u202D\u202E\u2066\u2067");

    private const int MostText = 4 * 1024 * 1024;

    public static AttachmentFacts Read(string name, ReadOnlyMemory<byte> content)
    {
        var ending = Path.GetExtension(name.Trim());
        var traits = IsProgram(name) || content.Span.StartsWith((ReadOnlySpan<byte>)[0x4D, 0x5A, 0x90]) || content.Span.StartsWith("\u007fELF"u8)
            ? AttachmentTraits.Program
            : AttachmentTraits.None;
        traits |= IsDisguised(name) ? AttachmentTraits.Disguised : AttachmentTraits.None;
        var addresses = new AddressSet();
        if (content.Span.StartsWith("PK\u0003\u0004"u8))
        {
            traits |= ZipReader.Read(content, addresses);
        }
        else if (ending.ToLowerInvariant() is ".csv" or ".txt" or ".tsv" or ".json" or ".xml" or ".htm" or ".html" or ".ics")
        {
            addresses.AddFrom(Encoding.UTF8.GetString(content.Span[..Math.Min(content.Length, MostText)]));
        }

        return new AttachmentFacts(name, traits, addresses.Hashes)
        {
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(content.Span)),
        };
    }

    public static bool IsProgram(string name) => Programs.Contains(Path.GetExtension(name.TrimEnd(' ', '.')));

    private static bool IsDisguised(string name) =>
        name.AsSpan().ContainsAny(Turns)
        || (IsProgram(name) && Documents.Contains(Path.GetExtension(Path.GetFileNameWithoutExtension(name).Trim())));
}
