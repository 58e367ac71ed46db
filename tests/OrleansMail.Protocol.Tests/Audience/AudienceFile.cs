using System.Text;

namespace OrleansMail.Audience;

/// <summary>An audience file in memory, and all that reading it gives, one line of text for each row.</summary>
internal static class AudienceFile
{
    public static readonly Encoding Cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    public static Task<string[]> ReadAsync(string text) => ReadAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Good rows as <c>line address values</c>, bad rows as <c>line BAD reason</c>.</summary>
    public static async Task<string[]> ReadAsync(byte[] bytes, int blockSize = int.MaxValue)
    {
        await using var reader = await OpenAsync(bytes, blockSize);
        return await ReadAsync(reader);
    }

    public static async Task<string[]> ReadAsync(AudienceReader reader)
    {
        var lines = new List<string>();
        await foreach (var item in reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            lines.Add(item switch
            {
                AudienceRow row => $"{row.Line} {row.Mailbox} {string.Join('|', row.Values)}".TrimEnd(' '),
                BadRow bad => $"{bad.Line} BAD {bad.Reason}",
                _ => "neither",
            });
        }

        return [.. lines];
    }

    public static async Task<AudienceReader> OpenAsync(byte[] bytes, int blockSize = int.MaxValue)
    {
        var opening = await OpeningAsync(bytes, blockSize);
        Assert.True(opening.Opened, opening.Reason);
        return opening.Reader;
    }

    public static Task<AudienceOpening> OpeningAsync(byte[] bytes, int blockSize = int.MaxValue) =>
        AudienceReader.OpenAsync(new SlicedStream(bytes, blockSize), TestContext.Current.CancellationToken);

    /// <summary>Hands its bytes out in small pieces, as a network does.</summary>
    private sealed class SlicedStream(byte[] bytes, int blockSize) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, blockSize)], cancellationToken);
    }
}
