namespace OrleansMail.Contracts;

public sealed class ReleasedContractTests
{
    private static readonly Dictionary<string, byte[]> None = [];

    [Theory]
    [InlineData("field mail.Note 3 String", "field mail.Note 3 Int64", "is now 'field mail.Note 3 Int64'. An id keeps its type")]
    [InlineData("field mail.Note 3 String", "field mail.Note 4 String", "Never use its id again")]
    [InlineData("enum mail.Kind 2 Warn", "enum mail.Kind 2 Block", "is now 'enum mail.Kind 2 Block'. A number keeps its meaning")]
    [InlineData("enum mail.Kind 2 Warn", "enum mail.Kind 3 Warn", "keep it")]
    [InlineData("method INoteGrain Add(Guid) -> Task", "method INoteGrain Add(Guid, int) -> Task", "add another one under a new alias")]
    [InlineData("method INoteGrain Add(Guid) -> Task", "method INoteGrain AddAll(Guid) -> Task", "keep it, under its alias")]
    [InlineData("grain note state note mail.NoteState", "grain note state notes mail.NoteState", "its old name back")]
    [InlineData("type mail.Note", "type mail.Notice", "give it back")]
    public void What_is_gone_or_other_is_told_with_what_to_do(string released, string present, string advice)
    {
        var contract = new ReleasedContract(new HashSet<string>([released, "type mail.Same"], StringComparer.Ordinal), None);

        var told = Assert.Single(contract.Missing(new HashSet<string>([present, "type mail.Same"], StringComparer.Ordinal)));

        Assert.StartsWith(released, told, StringComparison.Ordinal);
        Assert.Contains(advice, told, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_added_breaks_nothing()
    {
        var contract = new ReleasedContract(new HashSet<string>(["type mail.Note"], StringComparer.Ordinal), None);

        Assert.Empty(contract.Missing(new HashSet<string>(["type mail.Note", "field mail.Note 9 String"], StringComparer.Ordinal)));
    }
}
