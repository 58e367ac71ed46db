using Microsoft.Extensions.Options;
using OrleansMail.Campaigns;

namespace OrleansMail.Hosting;

/// <summary>Checks the ranges of <see cref="AutoStopOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class AutoStopOptionsValidator : IValidateOptions<AutoStopOptions>;
