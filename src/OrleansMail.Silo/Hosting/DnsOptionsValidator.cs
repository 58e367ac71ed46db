using Microsoft.Extensions.Options;

namespace OrleansMail.Hosting;

/// <summary>Checks the ranges of <see cref="DnsOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class DnsOptionsValidator : IValidateOptions<DnsOptions>;
