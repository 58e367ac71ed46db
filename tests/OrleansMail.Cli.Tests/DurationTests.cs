using OrleansMail.Terminal;

namespace OrleansMail;

public sealed class DurationTests
{
    public static TheoryData<string, double> Good => new()
    {
        { "0s", 0 },
        { "500ms", 0.5 },
        { "10s", 10 },
        { "1.5m", 90 },
        { "72h", 259_200 },
        { "5d", 432_000 },
    };

    [Theory, MemberData(nameof(Good))]
    public void A_number_and_a_unit_is_a_duration(string text, double seconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("500ms")]
    [InlineData("90s")]
    [InlineData("10m")]
    [InlineData("36h")]
    [InlineData("3d")]
    public void What_is_shown_could_have_been_typed(string text)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(text, Duration.Text(duration));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("10y")]
    [InlineData("10sm")]
    [InlineData("1e300d")]
    public void Anything_else_is_none(string text) => Assert.False(Duration.TryParse(text, out _));
}
