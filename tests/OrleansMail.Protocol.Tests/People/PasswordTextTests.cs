using System.Security.Cryptography;
using System.Text;

namespace OrleansMail.People;

public sealed class PasswordTextTests
{
    // Made with another implementation (Python's unicodedata, Unicode 14): every code point, followed by two marks in
    // the wrong order, normalised, one a line, in UTF-8.
    private const string WholeUnicode = "1c5f38913819fc9a8f26d5740b17bb944f9a2ec575d94861a323fecb0d252701";

    [Fact]
    public void Every_code_point_is_normalised_as_elsewhere()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var point = 0; point <= 0x10FFFF; point++)
        {
            if (Rune.IsValid(point))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(Nfkc.Normalize($"{new Rune(point)}\u0323\u0301") + "\n"));
            }
        }

        Assert.Equal(WholeUnicode, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Theory]
    [InlineData("Ｐａｓｓ　ｗｏｒｄ", "Pass word")]
    [InlineData("ﾊﾟｽﾜｰﾄﾞ", "パスワード")]
    [InlineData("か\u3099", "が")]
    [InlineData("ﬁne", "fine")]
    [InlineData("e\u0301", "é")]
    [InlineData("\u1100\u1161\u11A8", "각")]
    [InlineData("plain ASCII ~", "plain ASCII ~")]
    public void One_password_has_one_form_on_every_keyboard(string typed, string prepared)
    {
        Assert.True(PasswordText.TryPrepare(typed, out var text));
        Assert.Equal(prepared, text);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Lengths_count_code_points(int points, bool fits) =>
        Assert.Equal(fits, PasswordText.TryPrepare(string.Concat(Enumerable.Repeat("🦊", points)), out _));

    [Fact]
    public void Half_a_character_is_none()
    {
        // Built here: an attribute cannot hold it.
        const char high = '\uD83E';
        const char low = '\uDD8A';

        Assert.False(PasswordText.TryPrepare($"a{high}b", out _));
        Assert.False(PasswordText.TryPrepare($"ends {high}", out _));
        Assert.False(PasswordText.TryPrepare($"{low} begins", out _));
        Assert.True(PasswordText.TryPrepare($"{high}{low}", out _));
    }
}
