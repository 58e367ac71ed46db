using System.Globalization;
using OrleansMail.Measures;
using OrleansMail.Reports;

namespace OrleansMail.SlowWorlds;

/// <summary>The table and the HTML report of a trial in a slow world.</summary>
internal static class SlowWorldReport
{
    private const double Megabyte = 1_000_000;

    public static void Print(TextWriter output, SlowWorldResult result, Machine machine)
    {
        output.WriteLine(machine.ToString());
        foreach (var row in Rows(result))
        {
            output.WriteLine($"{row[0],-52}  {row[1],14}  {row[2]}");
        }

        foreach (var word in result.Breaches.Concat(result.Misses()))
        {
            output.WriteLine($"BREACH: {word}");
        }
    }

    public static string Render(SlowWorldResult result, Machine machine, string command)
    {
        var page = new Html();
        var faults = result.Breaches.Concat(result.Misses()).ToList();
        foreach (var fault in faults)
        {
            page.Paragraph(fault, "bad");
        }

        if (faults.Count == 0)
        {
            page.Paragraph("Fast sites keep their rate, memory is flat, sink and ledger agree line by line.", "good");
        }

        page.Paragraph(machine.ToString()).Command(command);
        page.Heading("Figures").Table(["figure", "value", "unit"], Rows(result), 2);
        page.Heading("Each campaign").Table(
            ["campaign", "at fast sites", "at others", "fast sites, mails/s", "last 1 %, s", "others took meanwhile"],
            result.Alone.Concat(result.Rounds).Select(round => (string[])
            [
                round.Name, Numbers.Text(round.Fast, 0), Numbers.Text(round.Others, 0), Numbers.Text(round.Rate, 0),
                Numbers.Text(round.Tail.TotalSeconds, 1), Numbers.Text(round.OthersGot, 0),
            ]));
        page.Heading("Over time");
        page.Chart(new LineChart("Mails accepted", "mails/s",
            [.. result.Accepted.Where(role => role.Value.Total > 0).Select(role =>
                new Series(role.Key.ToString().ToLowerInvariant(), role.Value.Rate()))], Axis));
        page.Chart(new LineChart("Open sockets of the silo", "sockets",
            [new("sockets", [.. result.Silo.Select(sample => (sample.At, (double)sample.Sockets))])], Axis));
        page.Chart(new LineChart("Threads of the silo", "threads",
            [new("threads", [.. result.Silo.Select(sample => (sample.At, (double)sample.Threads))])], Axis));
        page.Chart(new LineChart("Resident memory of the silo", "MB",
            [new("silo", [.. result.Silo.Select(sample => (sample.At, sample.Resident / Megabyte))])], Axis));
        page.Heading("Outcomes").Table(
            ["outcome", "recipients"],
            result.Outcomes.OrderBy(outcome => outcome.Key, StringComparer.Ordinal)
                .Select(outcome => (string[])[outcome.Key, Numbers.Text(outcome.Value, 0)]));
        page.Paragraph("What waited at the end was cancelled.");
        return page.Render("OrleansMail: a slow world");
    }

    private static string Axis => "s since the start of the silo";

    private static string[][] Rows(SlowWorldResult result) =>
    [
        ["fast sites alone, median", Numbers.Text(SlowWorldResult.Median(result.Alone), 0), "mails/s"],
        ["fast sites with all others beside them, median", Numbers.Text(SlowWorldResult.Median(result.Rounds), 0), "mails/s"],
        ["of their rate, what fast sites keep (goal 0.9)", Numbers.Text(result.Ratio, 2), ""],
        ["last 1 % of a campaign to fast sites, longest", Numbers.Text(result.LongestTail, 1), "s"],
        ["open sockets of the silo, most", Numbers.Text(result.MostSockets, 0), ""],
        ["threads of the silo, most", Numbers.Text(result.MostThreads, 0), ""],
        ["memory of the silo, most", Numbers.Text(result.HighWater, 0), "MB"],
        [
            string.Create(CultureInfo.InvariantCulture, $"memory, slope over the last half: {Flatness(result)}"),
            Numbers.Text(result.Slope, 2), "MB/min",
        ],
    ];

    private static string Flatness(SlowWorldResult result) => result.IsFlat ? "flat" : "not flat";
}
