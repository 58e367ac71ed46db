using System.Runtime.CompilerServices;
using System.Text;
using MimeKit;
using OrleansMail.Addresses;

namespace OrleansMail.Messages;

/// <summary>What the message tests share: content files, engine headers, and MimeKit as the other reader.</summary>
public static class TestMail
{
    public static readonly DateTimeOffset At = new(2026, 4, 1, 9, 30, 0, TimeSpan.FromHours(9));

    public static byte[] File(string name, [CallerFilePath] string here = "") =>
        System.IO.File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(here)!, "golden", name));

    public static ContentTemplate Template(string eml) => Template(Encoding.UTF8.GetBytes(eml));

    public static ContentTemplate Template(byte[] eml)
    {
        var compiled = ContentTemplate.Compile(eml);
        Assert.Empty(compiled.Errors);
        return compiled.Template!;
    }

    public static MergedContent Merge(ContentTemplate template, params (string Column, string Value)[] row)
    {
        var merged = template.Merge([.. row.Select(cell => cell.Column)], [.. row.Select(cell => cell.Value)]);
        Assert.Empty(merged.Errors);
        return merged.Content!;
    }

    public static Mailbox Address(string text)
    {
        Assert.True(Mailbox.TryParse(text, out var mailbox, out var reason), reason);
        return mailbox;
    }

    public static MessageHeaders Headers(string? toName = null) =>
        new(
            Sender.Of("Example Shop", Address("news@shop.example"))!,
            Address("reader@example.net"),
            toName,
            "c1.42@shop.example",
            At,
            "https://u.shop.example/u/abc",
            "off+abc@shop.example",
            "c1:shop");

    public static MimeMessage Parse(byte[] message) => MimeMessage.Load(new MemoryStream(message));
}
