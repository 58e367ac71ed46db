using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using OrleansMail.Reports;
using OrleansMail.Suppression;

namespace OrleansMail.People;

/// <summary>What a grain method asks of its caller, read once from its attributes.</summary>
/// <param name="Needs">The right; null if it needs none.</param>
/// <param name="OpenTo">Who may call it without a right; null if it needs one.</param>
/// <param name="Name">Such as <c>Campaign.Approve</c>.</param>
internal sealed record MethodRule(NeedsAttribute? Needs, OpenTo? OpenTo, string Name)
{
    private const int LongestArgument = 512;

    private static readonly ConcurrentDictionary<MethodInfo, MethodRule> Known = new();

    private readonly (int Index, string Name, bool IsMasked)[] _told = [];

    /// <summary>The rule of a method. A method that declares nothing is open to the engine alone.</summary>
    public static MethodRule Of(MethodInfo method) => Known.GetOrAdd(method, static method => Read(method));

    /// <summary>The arguments that the audit entry tells.</summary>
    public string Tell(Func<int, object?> argument) =>
        string.Join(' ', _told.Select(told => $"{told.Name}={Text(argument(told.Index), told.IsMasked)}"));

    // One long argument must not push the others out of the entry, whose writer encodes and bounds the whole.
    private static string Text(object? value, bool isMasked)
    {
        var text = value switch
        {
            null => "-",

            // What a person writes as evidence may be about anybody: the entry has the address and the word alone.
            SuppressionEntry entry => $"{entry.Address} as={entry.Reason}",
            ApiKeySettings key => string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join<Wish>(',', key.Wishes ?? [])} expires={key.ExpiresAt:u} addresses={Text(key.Addresses, isMasked: false)}"),
            string[] texts => texts.Length == 0 ? "any" : string.Join(',', texts),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        if (isMasked)
        {
            text = text.Contains('@', StringComparison.Ordinal) ? Masking.Of(text) : "?";
        }

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
        _told =
        [
            .. Names(needs?.Tell).Select(name => (Index(name), name, false)),
            .. Names(needs?.Masked).Select(name => (Index(name), name, true)),
        ];

        int Index(string name) => Array.FindIndex(parameters, parameter => parameter.Name == name);
    }

    private static string[] Names(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
