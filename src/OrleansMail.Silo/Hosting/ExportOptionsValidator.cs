using Microsoft.Extensions.Options;
using OrleansMail.Incidents;

namespace OrleansMail.Hosting;

/// <summary>Checks the ranges of <see cref="ExportOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class ExportOptionsValidator : IValidateOptions<ExportOptions>;
