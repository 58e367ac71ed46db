using Microsoft.Extensions.Options;
using OrleansMail.Campaigns;

namespace OrleansMail.Hosting;

/// <summary>Checks the ranges of <see cref="ApprovalOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class ApprovalOptionsValidator : IValidateOptions<ApprovalOptions>;
