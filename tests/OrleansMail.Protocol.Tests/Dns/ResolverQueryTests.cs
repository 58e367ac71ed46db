using System.Net;
using System.Net.Sockets;

namespace OrleansMail.Dns;

public sealed class ResolverQueryTests
{
    private const byte NoError = 0;
    private const byte ServFail = 2;
    private const byte NxDomain = 3;

    [Fact]
    public async Task MX_records_come_in_lower_case_without_trailing_dot()
    {
        // MX 10 MX.D.example, TTL 300: the name is a pointer to the question at 12.
        var answer = await AskAsync(NoError, DnsKind.Mx,
            [0xC0, 12, 0, 15, 0, 1, 0, 0, 1, 44, 0, 7, 0, 10, 2, (byte)'M', (byte)'X', 0xC0, 12]);

        Assert.Equal(DnsStatus.Found, answer.Status);
        Assert.Equal(
            [new DnsRecord("d.example", DnsKind.Mx, TimeSpan.FromSeconds(300), "mx.d.example", 10)],
            answer.Records);
    }

    [Fact]
    public async Task A_null_MX_points_to_the_root()
    {
        var answer = await AskAsync(NoError, DnsKind.Mx, [0xC0, 12, 0, 15, 0, 1, 0, 0, 1, 44, 0, 3, 0, 0, 0]);

        Assert.Equal((".", 0), (answer.Records.Single().Target, answer.Records.Single().Preference));
    }

    [Fact]
    public async Task Addresses_and_aliases_are_read()
    {
        var address = await AskAsync(NoError, DnsKind.A, [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1]);
        var alias = await AskAsync(NoError, DnsKind.A,
            [0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 4, 1, (byte)'E', 0xC0, 14]);

        Assert.Equal(IPAddress.Parse("192.0.2.1"), address.Records.Single().Address);
        Assert.Equal("e.example", alias.Records.Single().Target);
        Assert.Equal("e.example", alias.EndOfAliases("d.example"));
    }

    [Theory]
    [InlineData(NoError, DnsStatus.Found)]
    [InlineData(NxDomain, DnsStatus.NoSuchName)]
    [InlineData(ServFail, DnsStatus.Failed)]
    [InlineData((byte)5, DnsStatus.Failed)]
    public async Task The_response_code_is_the_status(byte code, DnsStatus status)
    {
        var answer = await AskAsync(code, DnsKind.Mx, record: []);

        Assert.Equal(status, answer.Status);
        Assert.Empty(answer.Records);
    }

    [Fact]
    public async Task No_answer_is_a_failure_and_no_exception()
    {
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var query = new ResolverQuery([(IPEndPoint)silent.Client.LocalEndPoint!], TimeSpan.FromMilliseconds(50));

        var answer = await query.QueryAsync("d.example", DnsKind.Mx, TestContext.Current.CancellationToken);

        Assert.Equal(DnsStatus.Failed, answer.Status);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1:53")]
    [InlineData("127.0.0.1:5353", "127.0.0.1:5353")]
    [InlineData("[::1]:5353", "[::1]:5353")]
    [InlineData("::1", "[::1]:53")]
    [InlineData("resolver.example", null)]
    public void A_server_is_an_address_with_or_without_port(string text, string? expected)
    {
        Assert.Equal(expected is not null, ResolverQuery.TryParseServer(text, out var server));
        if (expected is not null)
        {
            Assert.Equal(expected, server.ToString());
        }
    }

    /// <summary>Asks for d.example; the answer has this code and, where not empty, this one record.</summary>
    private static async Task<DnsAnswer> AskAsync(byte code, DnsKind kind, byte[] record)
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var talk = Task.Run(async () =>
        {
            while (true)
            {
                var question = await server.ReceiveAsync(TestContext.Current.CancellationToken);
                var end = 12 + "\u0001d\u0007example\0".Length + 4;
                byte[] header = [question.Buffer[0], question.Buffer[1], 0x81, (byte)(0x80 | code), 0, 1];
                byte[] counts = [0, (byte)(record.Length > 0 ? 1 : 0), 0, 0, 0, 0];
                await server.SendAsync(
                    (byte[])[.. header, .. counts, .. question.Buffer[12..end], .. record],
                    question.RemoteEndPoint,
                    TestContext.Current.CancellationToken);
            }
        });
        var query = new ResolverQuery([(IPEndPoint)server.Client.LocalEndPoint!], TimeSpan.FromSeconds(10));

        var answer = await query.QueryAsync("d.example", kind, TestContext.Current.CancellationToken);

        server.Close();
        await Assert.ThrowsAnyAsync<Exception>(() => talk);
        return answer;
    }
}
