using Microsoft.Extensions.Options;

namespace OrleansMail.Cluster;

/// <summary>Checks the ranges of <see cref="ClusterOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class ClusterOptionsValidator : IValidateOptions<ClusterOptions>;
