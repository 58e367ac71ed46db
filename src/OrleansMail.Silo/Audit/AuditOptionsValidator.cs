using Microsoft.Extensions.Options;

namespace OrleansMail.Audit;

/// <summary>Checks the ranges of <see cref="AuditOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class AuditOptionsValidator : IValidateOptions<AuditOptions>;
