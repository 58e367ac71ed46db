using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OrleansMail.People;

/// <summary>Wires sign-in; options, directory and clock come from the host.</summary>
public static class PeopleRegistration
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<IPasswordHasher, PasswordHasher>()
        .AddSingleton<SignInThrottle>()
        .AddSingleton<CallAudit>()
        .AddSingleton(Rules)
        .AddSingleton<PeopleParts>();

    private static PasswordRules Rules(IServiceProvider provider)
    {
        var path = provider.GetRequiredService<IOptions<PeopleOptions>>().Value.BreachedPasswords;
        return new PasswordRules(path is null ? null : new BreachedPasswords(path));
    }
}
