using System.Globalization;
using CsvHelper;
using OrleansMail.Shapes;
using OrleansMail.Trials;

namespace OrleansMail.Replay;

/// <summary>The files of a replay: given ones, or made of the shape.</summary>
/// <param name="Content">The .eml.</param>
/// <param name="Audiences">A CSV for each campaign.</param>
internal sealed record AudienceFiles(string Content, IReadOnlyList<string> Audiences)
{
    public static async Task<AudienceFiles> WriteAsync(
        ReplayOptions options, string folder, CancellationToken cancellation)
    {
        var content = options.ContentPath;
        if (content is null)
        {
            content = Path.Combine(folder, "content.eml");
            await ContentWriter.WriteAsync(options.Shape, content, cancellation);
        }

        if (options.AudiencePath is { } given)
        {
            return new AudienceFiles(content, [.. Enumerable.Repeat(given, options.Campaigns)]);
        }

        var audiences = new List<string>();
        var first = 0;
        for (var campaign = 0; campaign < options.Campaigns; campaign++)
        {
            var rest = options.Shape.Recipients - first;
            var part = options.Shape with { Recipients = rest / (options.Campaigns - campaign) };
            audiences.Add(Path.Combine(
                folder, string.Create(CultureInfo.InvariantCulture, $"recipients-{campaign + 1}.csv")));
            await AudienceWriter.WriteAsync(part, audiences[^1], first, cancellation);
            first += part.Recipients;
        }

        return new AudienceFiles(content, audiences);
    }

    /// <summary>The addresses of a CSV, row by row.</summary>
    public static IEnumerable<string> Addresses(string path)
    {
        using var file = File.OpenRead(path);
        using var csv = CsvReader.Create(file, new CsvReaderOptions { HasHeader = false });
        if (!csv.Read())
        {
            throw new TrialException($"{Path.GetFileName(path)} has no header row.");
        }

        var names = Enumerable.Range(0, csv.FieldCount).Select(csv.GetString).ToList();
        var column = names.FindIndex(name => name.Trim('\uFEFF', ' ').Equals("address", StringComparison.OrdinalIgnoreCase));
        if (column < 0)
        {
            throw new TrialException($"{Path.GetFileName(path)} has no column address.");
        }

        while (csv.Read())
        {
            yield return csv.GetString(column).Trim();
        }
    }
}
