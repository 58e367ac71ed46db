using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using OrleansMail.Recipients;

namespace OrleansMail.Contracts;

/// <summary>A value of a type with something in every field, the same on every machine and in every release.</summary>
/// <remarks>What a field holds follows from its type and id alone: a field that is added changes no other.</remarks>
/// <param name="has">Which fields are filled: those of a release, or all.</param>
internal sealed class ContractSample(Func<ContractMember, bool> has)
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(9));

    public object Of(Type type)
    {
        if (type == typeof(RecipientRow))
        {
            return new RecipientRow(7, "ann@example.test", ["Ann", "東京"]);
        }

        if (typeof(Exception).IsAssignableFrom(type))
        {
            return Activator.CreateInstance(type, [.. type.GetConstructors()[0].GetParameters().Select(Argument)])!;
        }

        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var member in ContractMember.Of(type).Where(has))
        {
            member.Field.SetValue(value, Fill(member.Field.FieldType, $"{Contract.NameOf(member.Owner)}.{member.Id}"));
        }

        return value;
    }

    /// <summary>Tells where two values differ in what is filled; null if nowhere.</summary>
    public string? Difference(string place, Type type, object? expected, object? actual)
    {
        if (expected is null || actual is null || expected is string || expected is not IEnumerable)
        {
            return Contract.Types.Contains(type) && expected is not null && actual is not null && type != typeof(RecipientRow)
                ? ContractMember.Of(type).Where(has).Select(member => Difference(
                    string.Create(CultureInfo.InvariantCulture, $"{place}.{member.Id}"),
                    Nullable.GetUnderlyingType(member.Field.FieldType) ?? member.Field.FieldType,
                    member.Field.GetValue(expected),
                    member.Field.GetValue(actual))).FirstOrDefault(found => found is not null)
                : Leaf(place, expected, actual);
        }

        var (left, right) = (Items(expected), Items(actual));
        return left.Count == right.Count
            ? left.Zip(right).Select((pair, index) => Difference(
                string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]"), pair.First!.GetType(), pair.First, pair.Second))
                .FirstOrDefault(found => found is not null)
            : string.Create(CultureInfo.InvariantCulture, $"{place}: {left.Count} items and {right.Count}");
    }

    private static string? Leaf(string place, object? expected, object? actual) =>
        expected is RecipientRow row && actual is RecipientRow other
            ? Leaf(place, row.Address + string.Join('|', row.Values), other.Address + string.Join('|', other.Values))
            : Equals(expected, actual) ? null : $"{place}: '{expected ?? "null"}' and '{actual ?? "null"}'";

    private static List<object?> Items(object value) => value is IDictionary map
        ? [.. map.Keys.Cast<object>().Zip(map.Values.Cast<object>()).SelectMany(pair => new[] { pair.First, pair.Second })]
        : [.. ((IEnumerable)value).Cast<object?>()];

    private object Argument(System.Reflection.ParameterInfo parameter) => Fill(parameter.ParameterType, parameter.Name!);

    private object Fill(Type type, string seed)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Fill(inner, seed);
        }

        if (type.IsArray)
        {
            var items = Array.CreateInstance(type.GetElementType()!, 2);
            items.SetValue(Fill(type.GetElementType()!, seed + "a"), 0);
            items.SetValue(Fill(type.GetElementType()!, seed + "b"), 1);
            return items;
        }

        if (type.IsGenericType)
        {
            return Collection(type, seed);
        }

        return Contract.Types.Contains(type) ? Of(type) : Simple(type, seed);
    }

    private object Collection(Type type, string seed)
    {
        var items = type.GetGenericArguments();
        var collection = Activator.CreateInstance(type)!;
        foreach (var letter in "ab")
        {
            object[] item = [.. items.Select(one => Fill(one, seed + letter))];
            type.GetMethod("Add", items)!.Invoke(collection, item);
        }

        return collection;
    }

    private static object Simple(Type type, string seed)
    {
        var number = seed.Aggregate(17, (sum, letter) => ((sum * 31) + letter) % 9973);
        if (type.IsEnum)
        {
            var values = Enum.GetValues(type);
            return values.GetValue(number % Math.Min(values.Length, 2))!;
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => new string(seed),
            TypeCode.Boolean => true,
            TypeCode.Byte => (byte)(number % 251),
            TypeCode.Int64 => number * 100_003L,
            TypeCode.Double => number / 8.0,
            _ when type.IsPrimitive => Convert.ChangeType(number, type, CultureInfo.InvariantCulture),
            _ when type == typeof(Guid) => new Guid(number, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(number),
            _ when type == typeof(DateTimeOffset) => Begin.AddMinutes(number),
            _ => throw new NotSupportedException($"Teach {nameof(ContractSample)} what a {type} holds."),
        };
    }
}
