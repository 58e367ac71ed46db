using System.Reflection;

namespace OrleansMail.Contracts;

/// <summary>A field or property with an <c>[Id]</c>.</summary>
/// <param name="Owner">The type that declares it.</param>
internal sealed record ContractMember(Type Owner, uint Id, FieldInfo Field)
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The members of a type and of those that it extends, by their ids.</summary>
    public static IReadOnlyList<ContractMember> Of(Type type)
    {
        var found = new List<ContractMember>();
        for (var owner = type; owner is not null && owner.Assembly == type.Assembly; owner = owner.BaseType)
        {
            found.AddRange(owner.GetFields(Declared).Select(field => Of(owner, field, field)).OfType<ContractMember>());
            found.AddRange(owner.GetProperties(Declared).Select(property => Of(
                owner, property, owner.GetField($"<{property.Name}>k__BackingField", Declared))).OfType<ContractMember>());
        }

        return [.. found.OrderBy(member => member.Owner.Name, StringComparer.Ordinal).ThenBy(member => member.Id)];
    }

    private static ContractMember? Of(Type owner, MemberInfo marked, FieldInfo? field) =>
        marked.GetCustomAttribute<IdAttribute>() is { } id
            ? new ContractMember(
                owner,
                id.Id,
                field ?? throw new NotSupportedException($"{owner.Name}.{marked.Name} has an [Id] and keeps nothing."))
            : null;
}
