using Microsoft.Extensions.Options;
using OrleansMail.Guard;

namespace OrleansMail.Hosting;

/// <summary>Checks the ranges of <see cref="GuardOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class GuardOptionsValidator : IValidateOptions<GuardOptions>;
