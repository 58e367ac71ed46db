using OrleansMail.Measures;
using OrleansMail.Replay;

namespace OrleansMail.SlowWorlds;

/// <summary>Counts the sink's log by the behaviour of the sites, as it grows.</summary>
/// <param name="seconds">Seconds since the start of the trial.</param>
internal sealed class RoleTally(
    string log, IReadOnlyDictionary<string, SiteRole> roles, Func<double> seconds) : IDisposable
{
    private readonly StreamReader _reader =
        new(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
    private readonly SecondCounts[] _counts = [.. Enum.GetValues<SiteRole>().Select(_ => new SecondCounts())];
    private string _unfinished = "";

    public SecondCounts this[SiteRole role] => _counts[(int)role];

    /// <summary>Reads what was added since the last call.</summary>
    public void Read()
    {
        var at = TimeSpan.FromSeconds(seconds());
        var added = _unfinished + _reader.ReadToEnd();
        var rest = added.AsSpan();
        while (rest.IndexOf('\n') is var end and >= 0)
        {
            Count(rest[..end], at);
            rest = rest[(end + 1)..];
        }

        _unfinished = rest.ToString();
    }

    public void Dispose() => _reader.Dispose();

    private void Count(ReadOnlySpan<char> line, TimeSpan at)
    {
        var address = line[..line.IndexOf('\t')];
        var domain = address[(address.LastIndexOf('@') + 1)..].ToString();
        this[roles[domain]].Add(at);
    }
}
