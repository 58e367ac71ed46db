using System.Collections.Frozen;

namespace OrleansMail.Guard;

/// <summary>Local parts that people type when they try something out.</summary>
internal static class TrialPeople
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
        [
            "test", "testing", "tester", "test-user", "testuser", "test.user", "test_user", "testtest", "dummy", "sample",
            "example", "asdf", "asdfasdf", "qwerty", "hoge", "hogehoge", "fuga", "piyo", "foo", "bar", "foobar", "aaa",
            "aaaa", "xxx", "xxxx", "abc", "abcd", "john.doe", "jane.doe", "kakunin", "demo", "noname", "unknown", "null",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>One of the names, with or without a number behind it.</summary>
    public static bool Has(ReadOnlySpan<char> localPart) =>
        Lookup.Contains(localPart) || Lookup.Contains(localPart.TrimEnd("0123456789"));
}
