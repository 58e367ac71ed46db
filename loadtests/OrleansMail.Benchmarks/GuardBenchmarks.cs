using System.Globalization;
using BenchmarkDotNet.Attributes;
using OrleansMail.Guard;

namespace OrleansMail;

/// <summary>All rules of the guard over a thousand rendered mails; time per row.</summary>
public class GuardBenchmarks
{
    private const int Rows = 1_000;

    private static readonly string[] Columns = ["name", "company", "city", "code", "token"];

    private readonly GuardRow[] _rows = new GuardRow[Rows];
    private GuardCampaign? _campaign;

    [GlobalSetup]
    public void Setup()
    {
        var mail = SampleMail.English;
        for (var i = 0; i < Rows; i++)
        {
            string[] values =
                [Text($"Customer {i}"), Text($"Company {i} Inc"), "City", Text($"K{i}"), Text($"t{i:x8}")];
            var address = Text($"customer{i}@site{i % 5}.example");
            var merged = mail.Binding.Merge([address, .. values]).Content!;
            _rows[i] = new GuardRow(
                i, i + 2, address, address[(address.IndexOf('@') + 1)..], values, merged.Subject)
            {
                Text = merged.TextParts!,
                Html = merged.HtmlParts!,
                Key = unchecked((ulong)(i + 1) * 0x9E37_79B9_7F4A_7C15UL),
            };
        }

        _campaign = new GuardCampaign(
            mail.Template.SubjectSource, mail.Template.TextSource!, mail.Template.HtmlSource!, [], [], ToCount: 0,
            CcCount: 0, Columns, UnsubscribeConfigured: true, IsStream: false, "sender.test", SameDuplicates: 0,
            OtherDuplicates: 0, Rows);
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public GuardReport LearnAndCheck()
    {
        var run = new GuardRun(_campaign!);
        foreach (var row in _rows)
        {
            run.Learn(row);
        }

        foreach (var row in _rows)
        {
            run.Check(row);
        }

        return run.Report(SampleMail.Headers.Date);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
