using Microsoft.Extensions.Options;

namespace OrleansMail.Retention;

/// <summary>Checks the ranges of <see cref="RetentionOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class RetentionOptionsValidator : IValidateOptions<RetentionOptions>;
