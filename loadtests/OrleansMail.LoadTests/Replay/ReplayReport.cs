using System.Globalization;
using OrleansMail.Measures;
using OrleansMail.Reports;

namespace OrleansMail.Replay;

/// <summary>The HTML report of a replay; the charts are those of the run with the median rate.</summary>
internal static class ReplayReport
{
    private const double Megabyte = 1_000_000;
    private const int MaxSites = 25;
    private const int MaxCampaigns = 10;

    public static string Render(IReadOnlyList<RunResult> runs, Machine machine, string command)
    {
        var page = new Html();
        var held = runs.All(run => run.Breaches.Count == 0);
        page.Paragraph(ReplayTable.Verdict(runs), held ? "good" : "bad");
        foreach (var breach in runs.SelectMany(run => run.Breaches))
        {
            page.Paragraph(breach, "bad");
        }

        page.Paragraph(machine.ToString()).Command(command);
        Append(page, runs);
        return page.Render("OrleansMail: replay");
    }

    /// <summary>Tables and charts of some runs.</summary>
    public static void Append(Html page, IReadOnlyList<RunResult> runs)
    {
        AppendFigures(page, runs);
        var middle = runs.OrderBy(run => RunFigures.Of(run)[0].Value).ElementAt((runs.Count - 1) / 2);
        AppendCharts(page, middle);
        AppendPhases(page, middle);
        AppendOutcomes(page, middle);
    }

    private static void AppendFigures(Html page, IReadOnlyList<RunResult> runs)
    {
        var figures = runs.Select(RunFigures.Of).ToList();
        page.Heading("Figures").Table(
            ["figure", "median", "least", "greatest", "unit"],
            FigureRow.Of(figures).Select(row => (string[])
                [row.First.Name, row.Median, row.Least, row.Greatest, row.First.Unit]),
            4);
        page.Heading("Each run").Table(
            ["run", RunFigures.Rate, RunFigures.Signatures, RunFigures.Ratio, RunFigures.BesideRsa],
            figures.Select((run, index) => (string[])
            [
                string.Create(CultureInfo.InvariantCulture, $"{index + 1}"),
                Text(run, RunFigures.Rate), Text(run, RunFigures.Signatures), Text(run, RunFigures.Ratio),
                Text(run, RunFigures.BesideRsa),
            ]));
    }

    private static string Text(IReadOnlyList<Figure> run, string name)
    {
        var figure = run.First(figure => figure.Name == name);
        return $"{Numbers.Text(figure.Value, figure.Decimals)} {figure.Unit}".TrimEnd();
    }

    private static void AppendCharts(Html page, RunResult run)
    {
        page.Heading("Over time");
        page.Chart(new LineChart("Deliveries", "messages/s", [Total(run), .. Campaigns(run)]));
        if (run.Ledger.Delivered.Length > 1)
        {
            page.Chart(new LineChart("Share of each campaign in the deliveries of a second", "%", [.. Shares(run)]));
        }

        page.Chart(new LineChart(
            "CPU",
            "cores",
            [
                new("silo, program", Rates(run.Silo, sample => sample.User)),
                new("silo, kernel", Rates(run.Silo, sample => sample.System)),
                new("sink, program", Rates(run.Sink, sample => sample.User)),
                new("sink, kernel", Rates(run.Sink, sample => sample.System)),
            ]));
        page.Chart(new LineChart(
            "Resident memory",
            "MB",
            [
                new("silo", [.. run.Silo.Select(sample => (sample.At, sample.Resident / Megabyte))]),
                new("sink", [.. run.Sink.Select(sample => (sample.At, sample.Resident / Megabyte))]),
            ]));
        page.Chart(new LineChart(
            "Written to disk by the silo",
            "MB/s",
            [new("silo", [.. Rates(run.Silo, sample => sample.Written).Select(point => (point.X, point.Y / Megabyte))])]));
        page.Paragraph("Below 0 s: import, check and approval.");
    }

    private static Series Total(RunResult run)
    {
        var longest = run.Ledger.Delivered.Max(counts => counts.BySecond.Count);
        return new Series("all", [.. Enumerable.Range(0, longest).Select(second =>
            (second + 0.5, (double)run.Ledger.Delivered.Sum(counts => At(counts, second))))]);
    }

    private static IEnumerable<Series> Campaigns(RunResult run) => run.Ledger.Delivered.Length == 1
        ? []
        : run.Ledger.Delivered.Take(MaxCampaigns - 1).Select((counts, index) =>
            new Series(run.Campaigns[index].Name, counts.Rate()));

    private static IEnumerable<Series> Shares(RunResult run)
    {
        var total = Total(run).Points;
        return run.Ledger.Delivered.Take(MaxCampaigns).Select((counts, index) => new Series(
            run.Campaigns[index].Name,
            [.. total.Select((point, second) =>
                (point.X, point.Y == 0 ? 0 : At(counts, second) * 100 / point.Y))]));
    }

    private static int At(SecondCounts counts, int second) =>
        second < counts.BySecond.Count ? counts.BySecond[second] : 0;

    /// <summary>How fast a counter rose between two looks.</summary>
    private static (double X, double Y)[] Rates(
        IReadOnlyList<ProcessSample> samples, Func<ProcessSample, double> counter) =>
        [.. samples.Zip(samples.Skip(1), (before, after) => (
            (before.At + after.At) / 2, (counter(after) - counter(before)) / (after.At - before.At)))];

    private static void AppendPhases(Html page, RunResult run)
    {
        page.Heading("Latency of each phase of a delivery");
        if (run.Meters is not { Phases.Count: > 0 } meters)
        {
            page.Paragraph($"{Numbers.NotMeasured}: the silo has no such meter, or it could not be listened to");
            return;
        }

        page.Chart(new BarChart(
            "Latency by phase",
            "ms",
            ["median", "95 %", "99 %"],
            [.. meters.Phases.Select(phase => (phase.Phase, (IReadOnlyList<double>)
                [phase.Half * 1000, phase.Most * 1000, phase.NearlyAll * 1000]))]));
        page.Table(
            ["phase", "median, ms", "95 %, ms", "99 %, ms"],
            meters.Phases.Select(phase => (string[])
                [phase.Phase, Milliseconds(phase.Half), Milliseconds(phase.Most), Milliseconds(phase.NearlyAll)]));
        page.Paragraph("Medians of the percentiles of each second.");
    }

    private static string Milliseconds(double seconds) => Numbers.Text(seconds * 1000, 2);

    private static void AppendOutcomes(Html page, RunResult run)
    {
        string[] names = [.. run.Ledger.Outcomes.Keys.Order(StringComparer.Ordinal)];
        var sites = run.Ledger.Sites.OrderByDescending(site => site.Recipients).ToList();
        page.Heading("Outcomes by site");
        page.Table(
            ["site", "recipients", .. names, "last delivery, s"],
            sites.Take(MaxSites).Select(site => (string[])
            [
                site.Site,
                Numbers.Text(site.Recipients, 0),
                .. names.Select(name => Numbers.Text(site.Counts.GetValueOrDefault(name), 0)),
                Numbers.Text(site.Last.TotalSeconds, 1),
            ]).Append(
            [
                string.Create(CultureInfo.InvariantCulture, $"all {sites.Count:N0} sites"),
                Numbers.Text(sites.Sum(site => site.Recipients), 0),
                .. names.Select(name => Numbers.Text(run.Ledger.Outcomes[name], 0)),
                Numbers.Text(run.Ledger.LastDelivery.TotalSeconds, 1),
            ]));
        if (sites.Count > MaxSites)
        {
            page.Paragraph(string.Create(
                CultureInfo.InvariantCulture, $"The {MaxSites} largest sites, then all of them together."));
        }
    }
}
