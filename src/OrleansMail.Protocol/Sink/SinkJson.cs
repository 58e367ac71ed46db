using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansMail.Sink;

/// <summary>How a script reads as JSON: camelCase, comments allowed, an unknown name is an error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SinkScriptFile))]
internal sealed partial class SinkJson : JsonSerializerContext;
