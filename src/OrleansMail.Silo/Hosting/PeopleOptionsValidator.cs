using Microsoft.Extensions.Options;
using OrleansMail.People;

namespace OrleansMail.Hosting;

/// <summary>Checks the ranges of <see cref="PeopleOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class PeopleOptionsValidator : IValidateOptions<PeopleOptions>;
