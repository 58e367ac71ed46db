using System.Text;
using OrleansMail.Cluster;
using OrleansMail.Guard;

namespace OrleansMail.Campaigns;

/// <summary>What the approver of a stream is shown, before it has recipients.</summary>
public sealed class StreamSamplesTests
{
    private readonly MemoryStores _stores = new();

    [Fact]
    public async Task The_template_is_shown_with_all_its_branches_and_what_comes_of_it()
    {
        var shown = await OfAsync("{% if code %}Code {{ code }} for {{ address }}{% else %}No code{% endif %}");

        Assert.Null(shown.Refusal);
        Assert.Equal(
            [
                ("as it is written, with its merge fields", "{% if code %}Code {{ code }} for {{ address }}{% else %}No code{% endif %}"),
                ("each field filled with its own name", "Code «code» for «address»"),
                ("no field filled", "No code"),
            ],
            shown.Mails.Select(mail => (mail.Reason, mail.Mail.Text.Trim())));
        Assert.All(shown.Mails, mail => Assert.Equal(
            ("News <news@shop.test>", "«address»", MailPreview.NoRow), (mail.Mail.Sender, mail.Mail.To, mail.Mail.Row)));
        Assert.Equal(["Hello {{ code | default: 'you' }}", "Hello «code»", "Hello you"], shown.Mails.Select(mail => mail.Mail.Subject));
    }

    [Fact]
    public async Task What_the_template_makes_no_mail_of_is_no_sample()
    {
        var shown = await OfAsync("Your code: {{ code }}");

        Assert.Equal(["Your code: {{ code }}", "Your code: «code»"], shown.Mails.Select(mail => mail.Mail.Text.Trim()));
    }

    [Fact]
    public async Task A_field_that_the_stream_does_not_have_is_refused_as_everywhere()
    {
        var shown = await OfAsync("{{ nmae }}");

        Assert.Equal(("field", "nmae"), (shown.Refusal?.Code, shown.Refusal?.Field));
        Assert.Empty(shown.Mails);
    }

    private async Task<ReviewedMailsAnswer> OfAsync(string text)
    {
        var audience = await _stores.Audience.OpenAsync("shop.test/codes", ["code"], isStream: true);
        var content = Encoding.ASCII.GetBytes(
            "Subject: Hello {{ code | default: 'you' }}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n");
        var settings = Draft.Settings with { From = "News <news@shop.test>", IsStream = true };
        return await StreamSamples.OfAsync(
            new GuardRequest("shop.test/codes", settings, content, "hash", audience, DateTimeOffset.UnixEpoch), _stores.Audience);
    }
}
