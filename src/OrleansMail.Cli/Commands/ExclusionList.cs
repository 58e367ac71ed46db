using OrleansMail.Addresses;
using OrleansMail.Audience;

namespace OrleansMail.Commands;

/// <summary>The addresses that a campaign leaves out, beside those that are suppressed for all.</summary>
internal sealed class ExclusionList
{
    private readonly HashSet<string> _addresses;

    private ExclusionList(HashSet<string> addresses) => _addresses = addresses;

    /// <summary>None.</summary>
    public static ExclusionList Empty { get; } = new([]);

    /// <summary>Reads a CSV with a column address, whole or not at all: what cannot be read might be somebody on it.</summary>
    /// <returns>The list, or what is wrong with the file.</returns>
    public static async Task<(ExclusionList? List, string? Fault)> ReadAsync(FileInfo? file, CancellationToken cancellation)
    {
        if (file is null)
        {
            return (Empty, null);
        }

        await using var stream = file.OpenRead();
        var opening = await AudienceReader.OpenAsync(stream, cancellation);
        if (!opening.Opened)
        {
            return (null, $"{file.Name}: {opening.Reason}");
        }

        await using var reader = opening.Reader;
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var item in reader.ReadAsync(cancellation))
        {
            if (item is BadRow bad)
            {
                return (null, $"{file.Name}, line {bad.Line}: {bad.Reason}; every row of it must be readable");
            }

            addresses.Add(((AudienceRow)item).Mailbox.Canonical);
        }

        return addresses.Count == 0 ? (null, $"{file.Name} has no address in it") : (new ExclusionList(addresses), null);
    }

    public bool Has(Mailbox mailbox) => _addresses.Contains(mailbox.Canonical);
}
