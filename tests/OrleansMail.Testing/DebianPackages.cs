namespace OrleansMail;

/// <summary>
/// Installs Debian packages that a test needs, once per machine, so that a fresh machine passes. Needs root, or sudo
/// without a password. Their services do not start: tests start their own, on loopback, and stop them.
/// </summary>
public static class DebianPackages
{
    private static readonly TimeSpan InstallBound = TimeSpan.FromMinutes(10);
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>Returns when all are installed; throws with apt's words if one cannot be.</summary>
    public static async Task Need(params string[] packages)
    {
        if (await AreInstalled(packages))
        {
            return;
        }

        await OneAtATime.WaitAsync();
        try
        {
            await using var turn = await TurnOfThisMachine();
            if (!await AreInstalled(packages))
            {
                await Install(packages);
            }
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task<bool> AreInstalled(string[] packages)
    {
        var known = await Programs.Run("dpkg-query", ["-W", "-f", "${db:Status-Status} ${Package}\n", .. packages]);
        var installed = known.Output.Split('\n').ToHashSet(StringComparer.Ordinal);
        return packages.All(package => installed.Contains($"installed {package}"));
    }

    /// <summary>Test programs run side by side; the lock file lets one of them install and the others wait.</summary>
    private static async Task<FileStream> TurnOfThisMachine()
    {
        var path = Path.Combine(Path.GetTempPath(), "orleansmail-apt.lock");
        using var patience = new CancellationTokenSource(InstallBound, TimeProvider.System);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience.Token);
            }
        }
    }

    private static async Task Install(string[] packages)
    {
        // policy-rc.d answers 101, "not allowed", to each start of a service; one that is there already stays.
        const string script = """
            set -eu
            made=
            if [ ! -e /usr/sbin/policy-rc.d ]; then
              made=1
              printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
              chmod 755 /usr/sbin/policy-rc.d
            fi
            trap '[ -z "$made" ] || rm -f /usr/sbin/policy-rc.d' EXIT
            apt-get -qq -o DPkg::Lock::Timeout=300 update
            apt-get -qq -y -o DPkg::Lock::Timeout=300 --no-install-recommends install "$@"
            """;
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DEBIAN_FRONTEND"] = "noninteractive",
        };
        var shell = (string[])["sh", "-c", script, "install", .. packages];
        var command = Environment.IsPrivilegedProcess
            ? shell
            : ["sudo", "--non-interactive", "--preserve-env=DEBIAN_FRONTEND", .. shell];
        (await Programs.Run(InstallBound, command[0], command[1..], environment)).Succeeded();
    }
}
