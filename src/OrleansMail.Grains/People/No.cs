using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>The refusals of this room that are said in more than one place.</summary>
internal static class No
{
    /// <summary>One sentence for every reason, so that it tells nothing about who exists.</summary>
    public static Refusal SignIn { get; } = new(
        "sign-in",
        "name, password or code is wrong (a code counts once: wait for the next one); whoever has an invitation adds --invited");

    public static Refusal TooMany { get; } = new(
        "too-many", "too many failed sign-ins: wait a quarter of an hour, or sign in from a device that is known here");

    public static Refusal Busy { get; } = new("busy", "too many sign in at once: try again in a minute");

    public static Refusal Session { get; } = new("session", "sign in first with `orleansmail login`");

    public static Refusal Code { get; } = new(
        "second-factor", "the code is wrong, or was used already: wait for the next one", "code");

    public static Refusal Password { get; } = new("password", "the current password is wrong", "password");

    public static Refusal NoUser { get; } = new(
        "not-found", "there is no user of that name; see `orleansmail user list`", "name");

    public static Refusal NoKey { get; } = new(
        "not-found", "there is no API key of that id; see `orleansmail key list`", "id");

    public static Refusal NoEmergency { get; } = new(
        "not-found", "there is no emergency account of that name; see `orleansmail emergency list`", "name");

    /// <summary>One sentence for every reason: it tells a stranger nothing about which accounts there are.</summary>
    public static Refusal Keys { get; } = new("keys", "these two keys open no emergency account of that name", "keys");

    public static Refusal SamePerson { get; } = new(
        "same-person", "nobody does that to themselves: ask another administrator", "name");

    public static Refusal Last { get; } = new(
        "last-administrator",
        "this is the last administrator who can sign in: make another one first, and let them sign in and add a factor",
        "name");
}
