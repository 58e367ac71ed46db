using System.Diagnostics.CodeAnalysis;

namespace OrleansMail.Dns;

/// <summary>A route, or why there is none. Exactly one of the two is set.</summary>
public sealed record MxResolution
{
    private MxResolution(MxRoute? route, MxFailure? failure) => (Route, Failure) = (route, failure);

    public MxRoute? Route { get; }

    public MxFailure? Failure { get; }

    [MemberNotNullWhen(true, nameof(Route))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsFound => Route is not null;

    public static implicit operator MxResolution(MxRoute route) => FromMxRoute(route);

    public static implicit operator MxResolution(MxFailure failure) => FromMxFailure(failure);

    public static MxResolution FromMxRoute(MxRoute route) => new(route, failure: null);

    public static MxResolution FromMxFailure(MxFailure failure) => new(route: null, failure);
}
