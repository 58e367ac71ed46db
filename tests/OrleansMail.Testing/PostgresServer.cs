using System.Globalization;
using System.Security.Cryptography;

namespace OrleansMail;

/// <summary>
/// A PostgreSQL server of our own: Debian's program on a folder that goes with it, on a free loopback port, with a
/// password made for it. Needs root, since the program refuses to run as root and a user for it has to be had.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string StandbyName = "standby";

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private readonly string _programs;
    private readonly string _addresses;
    private bool _isMounted;
    private int _databases;

    private PostgresServer(string programs, int port, string addresses) =>
        (_programs, Port, _addresses) = (programs, port, addresses);

    public int Port { get; }

    /// <summary>The password of the role <c>postgres</c>, who may do everything.</summary>
    public string Password { get; private init; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(12));

    /// <summary>Where the server keeps everything.</summary>
    public string Data => _folder.File("data");

    /// <summary>Starts a server; installs the program if the machine has none.</summary>
    /// <param name="more">Loopback addresses that it listens on beside 127.0.0.1.</param>
    public static Task<PostgresServer> StartAsync(params string[] more) => StartAsync(null, more);

    /// <summary>The same on a disk of its own, in memory, which can be filled.</summary>
    public static Task<PostgresServer> StartOnDiskAsync(int megabytes, params string[] more) => StartAsync(megabytes, more);

    private static async Task<PostgresServer> StartAsync(int? megabytes, string[] more)
    {
        await DebianPackages.Need("postgresql");
        var programs = Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last();
        var server = new PostgresServer(
            Path.Combine(programs, "bin"), FreePort.Tcp(), string.Join(',', more.Prepend("127.0.0.1")));
        if (megabytes is { } size)
        {
            await server.MountAsync(size);
        }

        await server.MakeAsync();
        await server.RunAsync();
        return server;
    }

    /// <summary>
    /// Starts a second server that follows this one, and waits until nothing is acknowledged here that it has not on its disk.
    /// </summary>
    /// <param name="isSynchronous">False for one that may be behind.</param>
    /// <param name="megabytes">The size of a disk of its own, in memory; null for none.</param>
    /// <param name="port">Where it listens; null for any free port.</param>
    public async Task<PostgresServer> StartStandbyAsync(bool isSynchronous = true, int? megabytes = null, int? port = null)
    {
        var standby = new PostgresServer(_programs, port ?? FreePort.Tcp(), _addresses) { Password = Password };
        if (megabytes is { } size)
        {
            await standby.MountAsync(size);
        }

        (await Programs.Run("chown", "-R", "postgres", standby._folder.Path)).Succeeded();
        (await standby.AsPostgresAsync(
            "pg_basebackup", "-D", standby.Data, "-R", "-X", "stream", "-c", "fast", "--no-sync", "-d",
            string.Create(CultureInfo.InvariantCulture,
                $"host=127.0.0.1 port={Port} user=postgres password={Password} application_name={StandbyName}"))).Succeeded();
        await File.AppendAllTextAsync(
            Path.Combine(standby.Data, "postgresql.conf"),
            string.Create(CultureInfo.InvariantCulture, $"\nport = {standby.Port}\n"));
        await standby.RunAsync();
        if (isSynchronous)
        {
            await SqlAsync("postgres", $"ALTER SYSTEM SET synchronous_standby_names = '{StandbyName}'");
            await SqlAsync("postgres", "SELECT pg_reload_conf()");
            while ((await SqlAsync("postgres", "SELECT sync_state FROM pg_stat_replication")).Trim() != "sync")
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }

        return standby;
    }

    /// <summary>Makes a standby the one that is written to.</summary>
    public Task PromoteAsync() => ControlAsync("-w", "promote");

    /// <summary>Ends every process of the server at once, as the loss of its machine would.</summary>
    public async Task VanishAsync()
    {
        var first = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0];
        await Programs.Run("sh", "-c", $"kill -STOP {first}; kill -9 {first} $(pgrep -P {first})");
        File.Delete(Path.Combine(Data, "postmaster.pid"));
    }

    /// <summary>How a role reaches a database on whichever of two servers is written to; this one is asked first.</summary>
    public string ConnectionTo(string database, PostgresServer other) => string.Create(
        CultureInfo.InvariantCulture,
        $"Host=127.0.0.1:{Port},127.0.0.1:{other.Port};Database={database};Username=postgres;Password={Password};")
        + "Target Session Attributes=primary;Timeout=5";

    /// <summary>How a role reaches a database of this server.</summary>
    public string ConnectionTo(string database, string user = "postgres", string? password = null) => string.Create(
        CultureInfo.InvariantCulture,
        $"Host=127.0.0.1;Port={Port};Database={database};Username={user};Password={password ?? Password};Timeout=5");

    /// <summary>Makes an empty database.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"trial{Interlocked.Increment(ref _databases)}");
        await SqlAsync("postgres", $"CREATE DATABASE {name} TEMPLATE template0 STRATEGY file_copy");
        return name;
    }

    /// <summary>Runs SQL as the role <c>postgres</c>, by psql, and gives what it printed, unaligned.</summary>
    public async Task<string> SqlAsync(string database, string sql) =>
        (await ToolAsync("psql", "-X", "-At", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql)).Succeeded().Output;

    /// <summary>Runs one of the programs that come with the server, as the role <c>postgres</c>.</summary>
    public Task<ProgramResult> ToolAsync(string program, params string[] arguments) => Programs.Run(
        Bound,
        Path.Combine(_programs, program),
        ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", .. arguments],
        new Dictionary<string, string>(StringComparer.Ordinal) { ["PGPASSWORD"] = Password });

    /// <summary>Starts the server again.</summary>
    public Task RunAsync() => ControlAsync("-w", "-t", "60", "-l", _folder.File("log"), "start");

    /// <summary>Ends the server as an operator would: sessions are broken, everything is written.</summary>
    public Task StopAsync() => ControlAsync("-w", "-m", "fast", "stop");

    /// <summary>Ends the server as a loss of power would: nothing is written, and the next start recovers.</summary>
    public Task KillAsync() => ControlAsync("-w", "-m", "immediate", "stop");

    /// <summary>Is it there? It ends by itself when its log finds no room on the disk.</summary>
    public async Task<bool> IsRunningAsync() => (await AsPostgresAsync("pg_ctl", "-D", Data, "status")).ExitCode == 0;

    /// <summary>Takes all that is free on a disk of its own.</summary>
    public async Task FillDiskAsync()
    {
        // Until it fails: what is free changes meanwhile.
        await Programs.Run("dd", "if=/dev/zero", $"of={Ballast}", "bs=1M");
        if (new DriveInfo(Data).AvailableFreeSpace > 0)
        {
            throw new InvalidOperationException($"The disk at {Data} could not be filled.");
        }
    }

    /// <summary>Gives it free again.</summary>
    public void FreeDisk() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")) && await IsRunningAsync())
        {
            await KillAsync();
        }

        if (_isMounted)
        {
            (await Programs.Run("umount", Data)).Succeeded();
        }

        _folder.Dispose();
    }

    private string Ballast => Path.Combine(Data, "ballast");

    private async Task MountAsync(int megabytes)
    {
        Directory.CreateDirectory(Data);
        var size = string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=700");
        (await Programs.Run("mount", "-t", "tmpfs", "-o", size, "tmpfs", Data)).Succeeded();
        _isMounted = true;
    }

    private async Task MakeAsync()
    {
        var secret = _folder.File("secret");
        await System.IO.File.WriteAllTextAsync(secret, Password);
        (await Programs.Run("chown", "-R", "postgres", _folder.Path)).Succeeded();
        (await AsPostgresAsync(
            "initdb", "-D", Data, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--locale=C.UTF-8",
            "--no-sync")).Succeeded();
        File.Delete(secret);
        await File.AppendAllTextAsync(Path.Combine(Data, "postgresql.conf"), string.Create(
            CultureInfo.InvariantCulture,
            $"""

            port = {Port}
            listen_addresses = '{_addresses}'
            unix_socket_directories = ''
            shared_buffers = 32MB
            max_connections = 400
            max_wal_size = 256MB
            deadlock_timeout = 100ms
            """));
    }

    private async Task ControlAsync(params string[] arguments) =>
        (await AsPostgresAsync("pg_ctl", ["-D", Data, .. arguments])).Succeeded();

    // The output goes to a file: the server keeps what it inherits, and a pipe would not end before it does.
    private Task<ProgramResult> AsPostgresAsync(string program, params string[] arguments) => Programs.Run(
        Bound,
        "setpriv",
        [
            "--reuid=postgres", "--regid=postgres", "--clear-groups", "--reset-env", "sh", "-c",
            "cd / && exec \"$@\" >/dev/null 2>&1", "run", Path.Combine(_programs, program), .. arguments,
        ]);
}
