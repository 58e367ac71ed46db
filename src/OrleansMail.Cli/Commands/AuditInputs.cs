using System.CommandLine;
using System.Globalization;
using OrleansMail.Audit;

namespace OrleansMail.Commands;

/// <summary>The options that the commands about audit trails share; each call makes a new one.</summary>
internal static class AuditInputs
{
    /// <summary>Every trail there is.</summary>
    public const string All = "all";

    public static Option<string> Trail(bool required = false)
    {
        var option = new Option<string>("--trail")
        {
            HelpName = "TRAIL",
            Description = $"A sending domain, {IAuditGrain.SystemTrail}, or {All}",
            Required = required,
        };
        if (!required)
        {
            option.DefaultValueFactory = _ => All;
        }

        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Named(token.Value) is null)
            {
                result.AddError($"--trail '{token.Value}' is no trail; give a domain, {IAuditGrain.SystemTrail} or {All}.");
            }
        });
        return option;
    }

    public static Option<DateTimeOffset?> Instant(string name, string description) => new(name)
    {
        HelpName = "TIME",
        Description = $"{description}: a date or 2026-01-31T09:30:00Z, UTC if it says no other zone",
        CustomParser = result =>
        {
            if (!DateTimeOffset.TryParse(
                result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            {
                result.AddError($"{name} '{result.Tokens[0].Value}' is no time; write for example 2026-01-31T09:30:00Z.");
            }

            return at;
        },
    };

    /// <summary>The trail's key; <see cref="All"/> for all; null if it can be none.</summary>
    public static string? Named(string text) =>
        text is All or IAuditGrain.SystemTrail ? text : Inputs.ALabels(text);
}
