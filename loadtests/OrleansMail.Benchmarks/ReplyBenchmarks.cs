using BenchmarkDotNet.Attributes;
using OrleansMail.Smtp;

namespace OrleansMail;

/// <summary>From the octets of one read to replies.</summary>
public class ReplyBenchmarks
{
    private readonly ReplyReader _reader = new();

    private static ReadOnlySpan<byte> OneLine => "250 2.0.0 Ok: queued as 4F1A2B3C4D\r\n"u8;

    private static ReadOnlySpan<byte> Ehlo =>
        "250-mx.example.net\r\n250-PIPELINING\r\n250-SIZE 52428800\r\n250-STARTTLS\r\n250-ENHANCEDSTATUSCODES\r\n"u8
        + "250-8BITMIME\r\n250-DSN\r\n250-SMTPUTF8\r\n250 CHUNKING\r\n"u8;

    private static ReadOnlySpan<byte> Group =>
        "250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n250 2.0.0 Ok: queued as 4F1A2B3C4D\r\n"u8;

    [Benchmark]
    public int SingleLine() => Read(OneLine);

    [Benchmark]
    public int NineLines() => Read(Ehlo);

    [Benchmark]
    public int ThreeRepliesInOneRead() => Read(Group);

    private int Read(ReadOnlySpan<byte> octets)
    {
        var codes = 0;
        while (!octets.IsEmpty && _reader.Read(octets, out var consumed) == ReplyProgress.Complete)
        {
            codes += _reader.Reply!.Code;
            octets = octets[consumed..];
        }

        return codes;
    }
}
