using System.Globalization;
using System.Text;

namespace OrleansMail.Shapes;

/// <summary>Writes the recipients of a shape as CSV, row by row.</summary>
internal static class AudienceWriter
{
    public const string Header = "address,name,company,city,code,token";

    /// <param name="first">The number of the first recipient, so that several audiences have nobody in common.</param>
    public static async Task WriteAsync(
        AudienceShape shape, string path, int first, CancellationToken cancellation)
    {
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        await file.WriteLineAsync(Header.AsMemory(), cancellation);
        foreach (var row in Rows(shape, first))
        {
            await file.WriteLineAsync(row.AsMemory(), cancellation);
        }
    }

    public static IEnumerable<string> Rows(AudienceShape shape, int first)
    {
        // An audience that can be made again, not a secret.
        var random = new Random(shape.Seed + first);
        var cumulative = shape.Cumulative();
        for (var index = first; index < first + shape.Recipients; index++)
        {
            var found = Array.BinarySearch(cumulative, random.NextDouble());
            var site = Math.Min(found < 0 ? ~found : found + 1, cumulative.Length - 1);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"customer{index}@{AudienceShape.Site(site)},{Words.Row(index, shape.Japanese)}");
        }
    }
}
