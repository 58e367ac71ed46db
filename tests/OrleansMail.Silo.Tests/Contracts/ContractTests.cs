using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Session;

namespace OrleansMail.Contracts;

/// <summary>
/// Silos of two releases work side by side, and storage outlives them all: what the last release wrote is read, and it can
/// read what is written now. With <c>ORLEANSMAIL_RELEASE_CONTRACT=1</c> the present contract becomes the released one.
/// </summary>
public sealed class ContractTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private Serializer Serializer => _services.GetRequiredService<Serializer>();

    private SerializerSessionPool Sessions => _services.GetRequiredService<SerializerSessionPool>();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Nothing_of_the_released_contract_is_gone_or_has_another_type()
    {
        var missing = Released().Missing(Contract.Lines()).ToList();

        Assert.True(missing.Count == 0, "Silos of the last release cannot work beside this program:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void What_the_release_wrote_is_read_to_the_same_values()
    {
        var released = Released();
        var sample = new ContractSample(released.Has);
        var faults = Both(released).Select(pair =>
        {
            var read = Serializer.Deserialize<object>(pair.Octets);
            return read?.GetType() == pair.Type
                ? sample.Difference(Contract.NameOf(pair.Type), pair.Type, sample.Of(pair.Type), read)
                : $"{Contract.NameOf(pair.Type)} is read as {read?.GetType()}";
        }).OfType<string>().ToList();

        Assert.True(
            faults.Count == 0,
            "What the last release wrote is read to something else. Codecs and converters must read what they wrote before:\n"
            + string.Join('\n', faults));
    }

    [Fact]
    public void What_is_written_now_has_every_field_that_the_release_reads()
    {
        var all = new ContractSample(_ => true);
        var faults = Both(Released()).SelectMany(pair =>
        {
            var now = ContractFields.Of(Serializer.SerializeToArray<object>(all.Of(pair.Type)), Sessions);
            return ContractFields.Of(pair.Octets, Sessions).Except(now, StringComparer.Ordinal)
                .Select(field => $"{Contract.NameOf(pair.Type)}{field}");
        }).ToList();

        Assert.True(
            faults.Count == 0,
            "The last release looks for these fields (place by ids, wire type) and would not find them. Add fields with new ids; "
            + "change none:\n" + string.Join('\n', faults));
    }

    [Fact]
    public void Every_released_type_has_its_octets()
    {
        var released = Released();

        Assert.Equal(
            released.Lines.Where(line => line.StartsWith("type ", StringComparison.Ordinal)).Select(line => line[5..]).Order(
                StringComparer.Ordinal),
            released.Octets.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>The types that were released and are there, with what the release wrote.</summary>
    private static IEnumerable<(Type Type, byte[] Octets)> Both(ReleasedContract released) =>
        from type in Contract.Types
        where released.Octets.ContainsKey(Contract.NameOf(type))
        select (type, released.Octets[Contract.NameOf(type)]);

    private ReleasedContract Released()
    {
        if (Environment.GetEnvironmentVariable("ORLEANSMAIL_RELEASE_CONTRACT") == "1")
        {
            var all = new ContractSample(_ => true);
            new ReleasedContract(
                Contract.Lines(),
                Contract.Types.ToDictionary(
                    Contract.NameOf, type => Serializer.SerializeToArray<object>(all.Of(type)), StringComparer.Ordinal)).Write();
        }

        return ReleasedContract.Read();
    }
}
