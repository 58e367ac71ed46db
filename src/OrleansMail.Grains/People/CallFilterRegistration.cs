using Microsoft.Extensions.DependencyInjection;

namespace OrleansMail.People;

/// <summary>Puts the filters in front of every grain of a silo.</summary>
public static class CallFilterRegistration
{
    public static IServiceCollection AddCallFilters(this IServiceCollection services) => services
        .AddSingleton<CallProof>()
        .AddSingleton<CallScope>()
        .AddSingleton<IIncomingGrainCallFilter, CallFilter>()
        .AddSingleton<IOutgoingGrainCallFilter, EngineCallFilter>();
}
