using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansMail.Audit;

/// <summary>Reads and writes <see cref="AuditTime"/>; another spelling of the same instant is refused.</summary>
internal sealed class AuditTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        AuditTime.TryParse(reader.GetString(), out var at)
            ? at
            : throw new JsonException("An instant is written as 2026-01-31T09:30:00.000Z.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(AuditTime.Text(value));
}
