using Microsoft.Extensions.Options;
using OrleansMail.Delivery;

namespace OrleansMail.Hosting;

/// <summary>Checks the ranges of <see cref="DeliveryOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>;
