using Microsoft.Extensions.Options;
using OrleansMail.Lanes;

namespace OrleansMail.Hosting;

/// <summary>Checks the ranges of <see cref="LaneOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class LaneOptionsValidator : IValidateOptions<LaneOptions>;
