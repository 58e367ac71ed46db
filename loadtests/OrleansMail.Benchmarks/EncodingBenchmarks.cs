using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using OrleansMail.Messages;

namespace OrleansMail;

/// <summary>The two transfer encodings, 8 KB of text each.</summary>
public class EncodingBenchmarks
{
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private byte[] _text = [];

    [Params("English", "Japanese")]
    public string Language { get; set; } = "English";

    [GlobalSetup]
    public void Setup()
    {
        var mail = Language == "English" ? SampleMail.English : SampleMail.Japanese;
        var octets = Encoding.UTF8.GetBytes(mail.Merged.Html!.ReplaceLineEndings("\r\n"));
        _text = octets[..Math.Min(octets.Length, 8 * 1024)];
    }

    [Benchmark]
    public int QuotedPrintableLines()
    {
        _output.ResetWrittenCount();
        QuotedPrintable.Write(_output, _text);
        return _output.WrittenCount;
    }

    [Benchmark]
    public int Base64Text()
    {
        _output.ResetWrittenCount();
        Base64Lines.Write(_output, _text);
        return _output.WrittenCount;
    }
}
