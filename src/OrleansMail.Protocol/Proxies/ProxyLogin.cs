using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace OrleansMail.Proxies;

/// <summary>User name and password for a SOCKS5 proxy (RFC 1929 §2). Its text shows neither.</summary>
public sealed class ProxyLogin
{
    /// <summary>The most octets of UTF-8 that each of the two may have: its length is told in one octet.</summary>
    public const int Longest = 255;

    private ProxyLogin(byte[] user, byte[] password) => (User, Password) = (user, password);

    internal ReadOnlyMemory<byte> User { get; }

    internal ReadOnlyMemory<byte> Password { get; }

    /// <summary>False when one of the two is empty or longer than <see cref="Longest"/>.</summary>
    public static bool TryMake(string user, string password, [NotNullWhen(true)] out ProxyLogin? login)
    {
        var (name, secret) = (Encoding.UTF8.GetBytes(user), Encoding.UTF8.GetBytes(password));
        login = name.Length is > 0 and <= Longest && secret.Length is > 0 and <= Longest
            ? new ProxyLogin(name, secret)
            : null;
        return login is not null;
    }

    public override string ToString() => "(user name and password)";
}
