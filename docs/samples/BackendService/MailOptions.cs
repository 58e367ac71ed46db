using System.Net;

namespace BackendService;

/// <summary>Where the mail cluster is and what this service sends; section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>Address and port of a gateway, as <c>silo.json</c> in the silo's folder gives it.</summary>
    public string Gateway { get; set; } = "";

    /// <summary>As in <c>silo.json</c>.</summary>
    public string ClusterId { get; set; } = "";

    /// <summary>As in <c>silo.json</c>.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary>The file with this service's API key, as `key add` wrote it. A service never approves.</summary>
    public string ApiKeyFile { get; set; } = "";

    /// <summary>The stream for transactional mail, <c>domain/name</c>; it must be approved and started.</summary>
    public string Stream { get; set; } = "";

    /// <summary>The author of the campaign.</summary>
    public string From { get; set; } = "";

    /// <summary>The id of the campaign to draft.</summary>
    public string Campaign { get; set; } = "";

    /// <summary>The id of a campaign to start that a person has approved; null for none.</summary>
    public string? StartApproved { get; set; }

    /// <summary>What an unusable value is told by; null when all is well.</summary>
    public string? Fault() => this switch
    {
        _ when !IPEndPoint.TryParse(Gateway, out _) => "Mail:Gateway must be ADDRESS:PORT; see silo.json",
        { ClusterId: "" } or { ServiceId: "" } => "Mail:ClusterId and Mail:ServiceId must be those of silo.json",
        _ when !File.Exists(ApiKeyFile) => "Mail:ApiKeyFile must be the file that `orleansmail key add` wrote",
        { Stream: "" } or { From: "" } or { Campaign: "" } => "Mail:Stream, Mail:From and Mail:Campaign must be set",
        _ => null,
    };
}
