using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansMail.Cluster;
using OrleansMail.Views;

namespace OrleansMail.Terminal;

/// <summary>The shapes of all JSON output, compiled, since reflection would cost a command most of its start.</summary>
[JsonSerializable(typeof(ErrorView))]
[JsonSerializable(typeof(SiloFile))]
[JsonSerializable(typeof(StatusView))]
[JsonSerializable(typeof(StatusView[]))]
[JsonSerializable(typeof(StopView))]
[JsonSerializable(typeof(CreatedView))]
[JsonSerializable(typeof(CheckView))]
[JsonSerializable(typeof(ReviewView))]
[JsonSerializable(typeof(RulesView))]
[JsonSerializable(typeof(RetentionView))]
[JsonSerializable(typeof(PreviewView))]
[JsonSerializable(typeof(OutcomeView))]
[JsonSerializable(typeof(TraceView))]
[JsonSerializable(typeof(DomainView))]
[JsonSerializable(typeof(DomainView[]))]
[JsonSerializable(typeof(DomainCheckView))]
[JsonSerializable(typeof(EgressView))]
[JsonSerializable(typeof(EgressView[]))]
[JsonSerializable(typeof(ClusterStatus))]
[JsonSerializable(typeof(SiloView))]
[JsonSerializable(typeof(CertificatesView))]
[JsonSerializable(typeof(ReceiptView))]
[JsonSerializable(typeof(SuppressionView))]
[JsonSerializable(typeof(SuppressionChange))]
[JsonSerializable(typeof(SuppressionImportView))]
[JsonSerializable(typeof(EmergencyStopView))]
[JsonSerializable(typeof(EmergencyStopView[]))]
[JsonSerializable(typeof(RecipientExportView))]
[JsonSerializable(typeof(RecipientExportView[]))]
[JsonSerializable(typeof(IncidentView))]
[JsonSerializable(typeof(IncidentView[]))]
[JsonSerializable(typeof(TimelineView[]))]
[JsonSerializable(typeof(SealView))]
[JsonSerializable(typeof(SealNewKeyView))]
[JsonSerializable(typeof(DatabaseMoveView))]
[JsonSerializable(typeof(SinkView))]
[JsonSerializable(typeof(DemoView))]
[JsonSerializable(typeof(VerifyView))]
[JsonSerializable(typeof(ExportView))]
[JsonSerializable(typeof(InsightsView))]
[JsonSerializable(typeof(SignedInView))]
[JsonSerializable(typeof(CallerView))]
[JsonSerializable(typeof(FactorView))]
[JsonSerializable(typeof(SessionLine[]))]
[JsonSerializable(typeof(EndedView))]
[JsonSerializable(typeof(UserView))]
[JsonSerializable(typeof(UserView[]))]
[JsonSerializable(typeof(RoleView))]
[JsonSerializable(typeof(RoleView[]))]
[JsonSerializable(typeof(KeyView))]
[JsonSerializable(typeof(KeyView[]))]
[JsonSerializable(typeof(DeputyView[]))]
[JsonSerializable(typeof(EmergencyView))]
[JsonSerializable(typeof(EmergencyView[]))]
internal sealed partial class OutputJson : JsonSerializerContext
{
    public static readonly OutputJson Shared = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // Output for a terminal or a program, never for HTML: Japanese text stays readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcTimeConverter() },
    });
}
