using System.Buffers;
using BenchmarkDotNet.Attributes;
using OrleansMail.Messages;

namespace OrleansMail;

/// <summary>From a row of values to the unsigned octets of a mail of 10 KB.</summary>
public class RenderBenchmarks
{
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private SampleMail _mail = SampleMail.English;

    [Params("English", "Japanese")]
    public string Language { get; set; } = "English";

    [GlobalSetup]
    public void Setup() => _mail = Language == "English" ? SampleMail.English : SampleMail.Japanese;

    [Benchmark]
    public MergeResult Merge() => _mail.Binding.Merge(_mail.Row);

    [Benchmark]
    public int Write() => Written(_mail.Merged);

    [Benchmark]
    public int MergeAndWrite() => Written(_mail.Binding.Merge(_mail.Row).Content!);

    private int Written(MergedContent content)
    {
        _output.ResetWrittenCount();
        MessageWriter.Write(content, SampleMail.Headers, _output);
        return _output.WrittenCount;
    }
}
