using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace OrleansMail.Recipients;

public sealed class RecipientRowWireTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private Serializer Wire => _services.GetRequiredService<Serializer>();

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(16_383)]
    [InlineData(16_384)]
    [InlineData(65_536)]
    public void A_row_arrives_as_it_was_sent(int length)
    {
        var text = string.Concat(Enumerable.Repeat("山", length / 3)) + new string('x', length % 3);
        var sent = new RecipientRow(7, "yuki@example.test", ["", text, "山田 太郎", text]);

        var arrived = Wire.Deserialize<RecipientRow[]>(Wire.SerializeToArray(new[] { sent, sent }))!;

        Assert.Equal(2, arrived.Length);
        Assert.All(arrived, row => Assert.Equal(
            (7, "yuki@example.test", string.Join('|', sent.Values)), (row.Line, row.Address, string.Join('|', row.Values))));
    }

    [Fact]
    public void A_row_without_values_arrives_without_values() =>
        Assert.Empty(Wire.Deserialize<RecipientRow>(Wire.SerializeToArray(new RecipientRow(1, "a@example.test", [])))!.Values);

    [Theory]
    [InlineData(new byte[] { 5, 97 })]
    [InlineData(new byte[] { 1, 97, 0x80 })]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff, 0xff, 1, 97 })]
    [InlineData(new byte[] { })]
    public void Octets_that_were_not_packed_so_are_refused(byte[] texts)
    {
        var converter = new RecipientRowConverter();

        Assert.Throws<FormatException>(
            () => converter.ConvertFromSurrogate(new RecipientRowSurrogate { Line = 1, Texts = texts }));
    }
}
