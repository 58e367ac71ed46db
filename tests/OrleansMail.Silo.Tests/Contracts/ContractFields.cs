using System.Globalization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace OrleansMail.Contracts;

/// <summary>The raw fields of serialised octets: place by ids, wire type, and the type where the octets name one.</summary>
internal static class ContractFields
{
    public static List<string> Of(byte[] octets, SerializerSessionPool sessions)
    {
        using var session = sessions.GetSession();
        var reader = Reader.Create(octets, session);
        var found = new List<string>();
        Read(ref reader, "", found, isInside: false);
        return found;
    }

    private static void Read<TInput>(ref Reader<TInput> reader, string place, List<string> found, bool isInside)
    {
        var (id, level) = (0u, 0);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        do
        {
            var field = reader.ReadFieldHeader();
            if (field.IsEndObject)
            {
                return;
            }

            if (field.IsEndBaseFields)
            {
                // Fields of the derived type begin anew.
                (id, level) = (0, level + 1);
                continue;
            }

            id += field.FieldIdDelta;
            var name = string.Create(CultureInfo.InvariantCulture, $"{place}/{new string('^', level)}{id}");
            seen[name] = seen.GetValueOrDefault(name) + 1;
            name = seen[name] == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}#{seen[name]}");
            found.Add($"{name} {field.WireType}{(field is { IsSchemaTypeValid: true, FieldType: { } type } ? " " + Contract.NameOf(type) : "")}");
            if (field.WireType == WireType.TagDelimited)
            {
                Read(ref reader, name, found, isInside: true);
            }
            else
            {
                reader.SkipField(field);
            }
        }
        while (isInside);
    }
}
