using Microsoft.Extensions.Options;
using OrleansMail.Reports;

namespace OrleansMail.People;

/// <summary>What the grains of this room share on a silo.</summary>
internal sealed record PeopleParts(
    IOptions<PeopleOptions> Settings,
    IPasswordHasher Hasher,
    PasswordRules Rules,
    SignInThrottle Throttle,
    IDirectory Directory,
    TimeProvider Clock)
{
    public PeopleOptions Options => Settings.Value;
}
