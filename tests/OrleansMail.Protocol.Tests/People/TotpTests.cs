using System.Text;

namespace OrleansMail.People;

public sealed class TotpTests
{
    private static readonly byte[] Secret = "12345678901234567890"u8.ToArray();
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>RFC 6238, appendix B, the rows of SHA-1.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1_111_111_109, "07081804")]
    [InlineData(1_111_111_111, "14050471")]
    [InlineData(1_234_567_890, "89005924")]
    [InlineData(2_000_000_000, "69279037")]
    [InlineData(20_000_000_000, "65353130")]
    public void Codes_are_those_of_the_published_vectors(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    /// <summary>RFC 4226, appendix D.</summary>
    [Theory]
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(9, "520489")]
    public void Six_digits_are_those_of_the_published_vectors(long step, string code) =>
        Assert.Equal(code, Totp.Code(Secret, step));

    [Theory]
    [InlineData(-2, 1, false)]
    [InlineData(-1, 1, true)]
    [InlineData(0, 1, true)]
    [InlineData(1, 1, true)]
    [InlineData(2, 1, false)]
    [InlineData(-1, 0, false)]
    [InlineData(0, 0, true)]
    [InlineData(1, 0, false)]
    public void A_code_counts_one_step_around_now(int steps, int drift, bool counts)
    {
        var step = Totp.StepAt(Noon) + steps;

        Assert.Equal(counts ? step : null, Totp.Match(Secret, Totp.Code(Secret, step), Noon, after: 0, drift));
    }

    [Fact]
    public void A_step_that_was_accepted_and_those_before_it_count_no_more()
    {
        var step = Totp.StepAt(Noon);

        Assert.Null(Totp.Match(Secret, Totp.Code(Secret, step), Noon, after: step, drift: 1));
        Assert.Null(Totp.Match(Secret, Totp.Code(Secret, step - 1), Noon, after: step, drift: 1));
        Assert.Equal(step + 1, Totp.Match(Secret, Totp.Code(Secret, step + 1), Noon, after: step, drift: 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("１２３４５６")]
    [InlineData("abcdef")]
    public void What_is_no_code_matches_nothing(string code) =>
        Assert.Null(Totp.Match(Secret, code, Noon, after: 0, drift: 1));

    [Fact]
    public void An_app_reads_issuer_name_and_secret() => Assert.Equal(
        "otpauth://totp/Orleans%20Mail:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Orleans%20Mail"
            + "&algorithm=SHA1&digits=6&period=30",
        Totp.Uri(Secret, "Orleans Mail", "alice").AbsoluteUri);

    /// <summary>RFC 4648 §10, without padding.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base_32_is_that_of_the_published_vectors(string text, string written)
    {
        Assert.Equal(written, Base32.Write(Encoding.ASCII.GetBytes(text)));
        Assert.True(Base32.TryRead(written.ToLowerInvariant() + "==", out var octets));
        Assert.Equal(text, Encoding.ASCII.GetString(octets));
    }

    [Theory]
    [InlineData("M")]
    [InlineData("MZ1")]
    [InlineData("MZ")]
    [InlineData("MZX")]
    public void What_no_writer_of_base_32_writes_is_not_read(string text) => Assert.False(Base32.TryRead(text, out _));

    [Fact]
    public void Recovery_codes_are_ten_different_ones_and_read_in_any_case()
    {
        var codes = RecoveryCodes.Create();

        Assert.Equal(10, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$", code));
        Assert.Equal(
            RecoveryCodes.HashOf(codes[0]),
            RecoveryCodes.HashOf(codes[0].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)));
        Assert.NotEqual(RecoveryCodes.HashOf(codes[0]), RecoveryCodes.HashOf(codes[1]));
        Assert.Null(RecoveryCodes.HashOf("123456"));
    }
}
