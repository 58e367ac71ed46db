using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using OrleansMail.Campaigns;
using OrleansMail.Recipients;

namespace OrleansMail.Contracts;

/// <summary>What the present program agrees on with others and with what is stored: one line each, in words.</summary>
/// <remarks>
/// <c>enum</c> a value of an enumeration; <c>field</c> a field by type and id; <c>grain</c> a grain and its stored states;
/// <c>method</c> a call by interface and wire identity; <c>type</c> a type by its alias.
/// </remarks>
internal static partial class Contract
{
    private static readonly Type[] Marked =
    [
        .. new[] { typeof(CampaignStatus).Assembly, typeof(CampaignState).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null),
    ];

    /// <summary>Every type that crosses a silo's border or is stored.</summary>
    public static IReadOnlyList<Type> Types { get; } =
        [.. Marked.Where(type => !type.IsEnum).Append(typeof(RecipientRow)).OrderBy(NameOf, StringComparer.Ordinal)];

    public static SortedSet<string> Lines() => new(
        [
            .. Types.Select(type => $"type {NameOf(type)}"),
            .. Types.SelectMany(ContractMember.Of).Select(LineOf),
            .. Marked.Where(type => type.IsEnum).SelectMany(ValuesOf),
            .. typeof(CampaignState).Assembly.GetTypes().SelectMany(GrainsOf),
            .. MethodsOf(File.ReadLines(Repository.PathOf("src", "OrleansMail.Abstractions", "OrleansContracts.txt"))),
        ],
        StringComparer.Ordinal);

    /// <summary>The line of a field.</summary>
    public static string LineOf(ContractMember member) => string.Create(
        CultureInfo.InvariantCulture, $"field {NameOf(member.Owner)} {member.Id} {NameOf(member.Field.FieldType)}");

    /// <summary>By its alias, or as C# writes it.</summary>
    public static string NameOf(Type type)
    {
        if (type.GetCustomAttribute<AliasAttribute>() is { } alias)
        {
            return alias.Alias;
        }

        if (type.IsArray)
        {
            return NameOf(type.GetElementType()!) + "[]";
        }

        return type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(',', type.GetGenericArguments().Select(NameOf))}>"
            : type.Name;
    }

    private static IEnumerable<string> ValuesOf(Type type) => Enum.GetValues(type).Cast<object>().Select(value => string.Create(
        CultureInfo.InvariantCulture, $"enum {NameOf(type)} {Convert.ToInt64(value, CultureInfo.InvariantCulture)} {value}"));

    /// <summary>A grain's type is part of its key in storage, and the name of a state too.</summary>
    private static IEnumerable<string> GrainsOf(Type type) => type.GetCustomAttribute<GrainTypeAttribute>() is null
        ? []
        : type.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>() is not null)
            .Select(parameter =>
                $" state {parameter.GetCustomAttribute<PersistentStateAttribute>()!.StateName} "
                + NameOf(parameter.ParameterType.GetGenericArguments()[0]))
            .Append("")
            .Select(state => $"grain {GrainTypeOf(type)}{state}");

    private static string GrainTypeOf(Type type) => (string)type.GetCustomAttributesData()
        .Single(attribute => attribute.AttributeType == typeof(GrainTypeAttribute)).ConstructorArguments[0].Value!;

    /// <summary>Calls without the names that C# has for them: those may change.</summary>
    private static IEnumerable<string> MethodsOf(IEnumerable<string> manifest)
    {
        var grain = "";
        foreach (var line in manifest)
        {
            if (Interface().Match(line) is { Success: true } head)
            {
                grain = head.Groups["name"].Value;
            }
            else if (Method().Match(line) is { Success: true } call)
            {
                yield return $"method {grain} {call.Groups["identity"].Value}{call.Groups["rest"].Value}";
            }
        }
    }

    [GeneratedRegex("""^interface \[GrainInterfaceType\("(?<name>[^"]+)"\)\]""", RegexOptions.None, 1_000)]
    private static partial Regex Interface();

    [GeneratedRegex("""^  (?<identity>\w+): \w+(?<rest>\(.*)$""", RegexOptions.None, 1_000)]
    private static partial Regex Method();
}
