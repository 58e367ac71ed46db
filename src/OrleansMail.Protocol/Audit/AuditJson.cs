using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansMail.Audit;

/// <summary>The lines of trails, exports and checkpoint files. Reading is strict: what the hash does not cover is refused.</summary>
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(AuditCheckpoint))]
public sealed partial class AuditJson : JsonSerializerContext
{
    public static readonly AuditJson Shared = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // A file for programs, never for HTML: Japanese text stays readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    });
}
