using System.Globalization;
using OrleansMail.Proxies;

namespace OrleansMail.Hosting;

/// <summary>
/// The file with user names and passwords for SOCKS5 proxies: a line <c>HOST:PORT USER PASSWORD</c> for each, <c>#</c> begins
/// a comment. Everything behind the second blank is the password.
/// </summary>
internal static class ProxyPasswordFile
{
    /// <summary>The logins by host and port.</summary>
    /// <exception cref="ConfigurationException">It cannot be read, or a line is wrong; its words are not repeated.</exception>
    public static Dictionary<string, ProxyLogin> Read(string path)
    {
        var logins = new Dictionary<string, ProxyLogin>(StringComparer.OrdinalIgnoreCase);
        var number = 0;
        foreach (var line in Lines(path))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var parts = line.Split(' ', 3);
            if (parts.Length != 3
                || !EgressProxy.TryParse($"socks5://{parts[0]}", out var proxy, out _)
                || !ProxyLogin.TryMake(parts[1], parts[2], out var login)
                || !logins.TryAdd(proxy.Endpoint, login))
            {
                throw Fault(string.Create(
                    CultureInfo.InvariantCulture,
                    $"line {number} of {path} is no `HOST:PORT USER PASSWORD`, one blank between them and 1 to "
                    + $"{ProxyLogin.Longest} octets each, or its proxy is there already."));
            }
        }

        return logins;
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Fault($"the file cannot be read: {fault.Message}");
        }
    }

    private static ConfigurationException Fault(string message) => new($"Egress:ProxyPasswords: {message}");
}
