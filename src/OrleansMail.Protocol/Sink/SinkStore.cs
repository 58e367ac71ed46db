using System.Globalization;
using System.Text;

namespace OrleansMail.Sink;

/// <summary>The folder of kept messages, up to its bounds.</summary>
internal sealed class SinkStore : IDisposable
{
    private readonly SinkStoreOptions _options;
    private readonly Lock _lock = new();
    private readonly StreamWriter _envelopes;
    private long _seen;
    private int _messages;
    private int _nextNumber;
    private long _bytes;

    public SinkStore(SinkStoreOptions options)
    {
        _options = options;
        Directory.CreateDirectory(options.Folder);
        if (options.Format == SinkStoreFormat.Maildir)
        {
            foreach (var part in (string[])["tmp", "new", "cur"])
            {
                Directory.CreateDirectory(Path.Combine(options.Folder, part));
            }
        }

        var envelopes = Path.Combine(options.Folder, "envelopes.tsv");
        _envelopes = new StreamWriter(envelopes, append: true, new UTF8Encoding(false))
        {
            NewLine = "\n",
            AutoFlush = true,
        };
    }

    public void Keep(SinkTransaction message)
    {
        lock (_lock)
        {
            var length = message.Content.Length;
            if (++_seen % _options.Every != 0
                || _messages >= _options.MaxMessages
                || _bytes + length > _options.MaxBytes)
            {
                return;
            }

            var name = NextName();
            Write(name, message.Content.Kept);
            _messages++;
            _bytes += length;
            for (var i = 0; i < message.Count; i++)
            {
                _envelopes.WriteLine($"{name}\t{message.Sender}\t{message.RecipientText(i)}");
            }
        }
    }

    public void Dispose() => _envelopes.Dispose();

    // The folder may hold the messages of an earlier run.
    private string NextName()
    {
        while (true)
        {
            var name = (++_nextNumber).ToString("D8", CultureInfo.InvariantCulture) + ".eml";
            if (!File.Exists(Final(name)))
            {
                return name;
            }
        }
    }

    private string Final(string name) => _options.Format switch
    {
        SinkStoreFormat.Eml => Path.Combine(_options.Folder, name),
        SinkStoreFormat.Maildir => Path.Combine(_options.Folder, "new", name),
    };

    private void Write(string name, ReadOnlySpan<byte> octets)
    {
        if (_options.Format == SinkStoreFormat.Eml)
        {
            File.WriteAllBytes(Final(name), octets);
            return;
        }

        var temporary = Path.Combine(_options.Folder, "tmp", name);
        File.WriteAllBytes(temporary, octets);
        File.Move(temporary, Final(name));
    }
}
