using System.Text;
using OrleansMail.Addresses;
using OrleansMail.Campaigns;
using OrleansMail.Dkim;
using OrleansMail.Domains;
using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <summary>A campaign or stream that is being sent.</summary>
internal sealed class FakeRun : ICampaignRun
{
    private static readonly SigningKey Key = new("sender.test", "om1", DkimKey.Create().ExportPem());

    private static readonly byte[] Content = Encoding.ASCII.GetBytes(
        "Subject: Hello\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello.\r\n");

    public FakeRun(
        bool isStream = false, InDoubt inDoubt = InDoubt.Hold, bool cancelling = false, bool failed = false,
        long? below = null)
    {
        var settings = new CampaignSettings(
            "News <news@sender.test>", inDoubt, isStream, TimeSpan.Zero, TimeSpan.FromHours(72), null, null, null);
        Release = new CampaignRelease(
            "spring", 7, [], settings, new ApprovalHash("", "", "", ""), DateTimeOffset.UnixEpoch, cancelling || failed)
        {
            RowsBelow = below,
            HasFailed = failed,
        };
        Image = CampaignImage.Make(Release, Content, Key, new Keys()).Image!;
    }

    public CampaignRelease Release { get; }

    public CampaignImage Image { get; }

    public bool Stopped { get; set; }

    public RunTally Tally { get; } = new();

    /// <summary>Mails that wait for a session.</summary>
    public int Waits { get; private set; }

    /// <summary>Those of them that wait for sites in doubt.</summary>
    public int WaitsInDoubt { get; private set; }

    public bool IsFullOfDoubt { get; set; }

    public void Waiting(int change, bool inDoubt)
    {
        Waits += change;
        WaitsInDoubt += inDoubt ? change : 0;
    }

    private sealed class Keys : IAddressKey
    {
        public byte[] KeyOf(Mailbox mailbox) => new byte[16];

        public string Token(string campaign, long row) => $"{campaign}-{row}";
    }
}
