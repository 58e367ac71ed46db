using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace OrleansMail.People;

/// <summary>What a grain method asks of its caller, read once from its attributes.</summary>
/// <param name="Needs">The right; null if it needs none.</param>
/// <param name="OpenTo">Who may call it without a right; null if it needs one.</param>
/// <param name="Name">Such as <c>Campaign.Approve</c>.</param>
internal sealed record MethodRule(NeedsAttribute? Needs, OpenTo? OpenTo, string Name)
{
    private const int LongestArgument = 512;

    private static readonly ConcurrentDictionary<MethodInfo, MethodRule> Known = new();

    private readonly (int Index, string Name)[] _told = [];

    /// <summary>The rule of a method. A method that declares nothing is open to the engine alone.</summary>
    public static MethodRule Of(MethodInfo method) => Known.GetOrAdd(method, static method => Read(method));

    /// <summary>The arguments that the audit entry tells.</summary>
    public string Tell(Func<int, object?> argument) =>
        string.Join(' ', _told.Select(told => $"{told.Name}={Text(argument(told.Index))}"));

    // One long argument must not push the others out of the entry, whose writer encodes and bounds the whole.
    private static string Text(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "-";
        return text.Length > LongestArgument ? text[..LongestArgument] : text;
    }

    private static MethodRule Read(MethodInfo method)
    {
        var needs = method.GetCustomAttribute<NeedsAttribute>();
        var open = needs is null
            ? method.GetCustomAttribute<OpenToAttribute>()?.Audience ?? People.OpenTo.Engine
            : (OpenTo?)null;
        var room = method.DeclaringType!.Name[1..].Replace("Grain", "", StringComparison.Ordinal);
        var verb = method.Name.Replace("Async", "", StringComparison.Ordinal);
        return new MethodRule(needs, open, $"{room}.{verb}", method);
    }

    private MethodRule(NeedsAttribute? needs, OpenTo? openTo, string name, MethodInfo method)
        : this(needs, openTo, name)
    {
        var parameters = method.GetParameters();
        var told = needs?.Tell.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        _told = [.. told.Select(name => (Array.FindIndex(parameters, parameter => parameter.Name == name), name))];
    }
}
