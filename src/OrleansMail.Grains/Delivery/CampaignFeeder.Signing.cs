using OrleansMail.Domains;

namespace OrleansMail.Delivery;

/// <content>A key that is changed while the campaign is sent signs what is made from then on.</content>
internal sealed partial class CampaignFeeder
{
    // A stream goes on for months, and a key that somebody else has must not sign for as long as a campaign takes.
    private static readonly TimeSpan KeyEvery = TimeSpan.FromSeconds(10);

    private long _keyAsked = parts.Clock.GetTimestamp();
    private Task _asking = Task.CompletedTask;

    /// <summary>Asks now and then, and waits for nothing: until the answer is there the key before goes on signing.</summary>
    private void AskForKey()
    {
        if (_asking.IsCompleted && _image is not null && parts.Clock.GetElapsedTime(_keyAsked) >= KeyEvery)
        {
            _keyAsked = parts.Clock.GetTimestamp();
            _asking = TakeKeyAsync();
        }
    }

    private async Task TakeKeyAsync()
    {
        try
        {
            if (await parts.Grains.GetGrain<ISendingDomainGrain>(Domain).SigningKeyAsync() is { } key)
            {
                _image = _image!.SignedBy(key);
            }
        }
        catch (Exception failure)
        {
            LogKey(failure, Domain);
        }
    }
}
