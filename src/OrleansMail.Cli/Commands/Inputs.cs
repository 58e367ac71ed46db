using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;
using OrleansMail.Addresses;

namespace OrleansMail.Commands;

/// <summary>Arguments and options that several commands share; each call makes a new one.</summary>
internal static class Inputs
{
    private const int MaxIdLength = 128;

    public static Argument<string> Campaign() => Text("ID", "The campaign's id, or DOMAIN/NAME of a stream", IdFault);

    public static Argument<string> Stream() =>
        Text("DOMAIN/NAME", "The stream: its sending domain and a name", StreamFault);

    public static Argument<Mailbox> Address() => new("ADDRESS")
    {
        Description = "An e-mail address",
        CustomParser = result =>
        {
            if (!Mailbox.TryParse(result.Tokens[0].Value, out var mailbox, out var reason))
            {
                result.AddError($"'{result.Tokens[0].Value}' is no address: {reason}.");
            }

            return mailbox;
        },
    };

    /// <summary>A domain; <see cref="ALabels"/> gives the form that grains are found by.</summary>
    public static Argument<string> Domain() => Text(
        "DOMAIN",
        "The sending domain, such as example.com",
        text => ALabels(text) is null ? "is no domain name" : null);

    public static Argument<string> EgressAddress() => Text(
        "ADDRESS",
        "The IP address",
        text => IPAddress.TryParse(text, out var ip) && IsWhole(ip, text) ? null : "is no IP address");

    public static Option<string> Text(string name, string help, string description, bool required = false) => new(name)
    {
        HelpName = help,
        Description = description,
        Required = required,
    };

    public static Option<FileInfo> File(string name, string description, bool required = true)
    {
        var option = new Option<FileInfo>(name) { HelpName = "FILE", Description = description, Required = required };
        return option.AcceptExistingOnly();
    }

    /// <summary>The domain in A-labels, lower case, without a trailing dot; null if it is none.</summary>
    public static string? ALabels(string domain) =>
        DomainName.TryParse(domain.AsSpan().TrimEnd('.'), out var labels, out _) ? labels : null;

    /// <summary>The canonical text of an IP address; an IPv4 address in IPv6 clothes becomes IPv4.</summary>
    public static string Canonical(string address)
    {
        var ip = IPAddress.Parse(address);
        return (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).ToString();
    }

    /// <summary>The key of a stream's grains.</summary>
    public static string StreamKey(string stream)
    {
        var slash = stream.IndexOf('/', StringComparison.Ordinal);
        return $"{ALabels(stream[..slash])}/{stream[(slash + 1)..]}";
    }

    public static string? StreamFault(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < text.Length - 1 && ALabels(text[..slash]) is not null
            ? IdFault(text)
            : "is no stream; write DOMAIN/NAME, such as example.com/receipts";
    }

    // The parser takes 192.0.2 for 192.0.0.2.
    private static bool IsWhole(IPAddress ip, string text) =>
        ip.AddressFamily != AddressFamily.InterNetwork || ip.ToString() == text;

    public static string? IdFault(string text) =>
        text.Length is 0 or > MaxIdLength || text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter))
            ? $"is no id; use 1 to {MaxIdLength} characters without spaces"
            : null;

    private static Argument<string> Text(string name, string description, Func<string, string?> fault)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(result => Validate(result, fault));
        return argument;
    }

    private static void Validate(ArgumentResult result, Func<string, string?> fault)
    {
        if (result.Tokens.Count == 1 && fault(result.Tokens[0].Value) is { } reason)
        {
            result.AddError($"'{result.Tokens[0].Value}' {reason}.");
        }
    }
}
