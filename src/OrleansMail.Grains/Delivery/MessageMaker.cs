using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using OrleansMail.Dkim;
using OrleansMail.Messages;

namespace OrleansMail.Delivery;

/// <summary>Composes and signs the messages of one job after another. For one thread: it has its own keys.</summary>
internal sealed partial class MessageMaker(RenderPool pool, TimeProvider clock, ILogger log) : IDisposable
{
    // Campaigns come and go, and their keys with them; what is still used is opened anew.
    private const int MostKeys = 64;

    private readonly Dictionary<DkimKey, RsaDigestSigner> _signers = [];
    private readonly List<(int Index, MessageBuffer Buffer)> _unsigned = [];
    private byte[] _digests = [];
    private byte[] _signatures = [];

    /// <summary>Makes all messages of the job; what fails is a problem of that mail alone.</summary>
    public void Make(RenderJob job)
    {
        var at = clock.GetUtcNow();
        var index = 0;
        while (index < job.Count && !job.IsAbandoned)
        {
            var image = job[index].Run.Image;
            var end = index + 1;
            while (end < job.Count && ReferenceEquals(job[end].Run.Image, image))
            {
                end++;
            }

            MakeSome(job, index, end, image, at);
            index = end;
        }

        job.Finish();
    }

    public void Dispose()
    {
        foreach (var signer in _signers.Values)
        {
            signer.Dispose();
        }
    }

    private void MakeSome(RenderJob job, int from, int to, CampaignImage image, DateTimeOffset at)
    {
        _unsigned.Clear();
        Grow(ref _digests, (to - from) * SHA256.HashSizeInBytes);
        try
        {
            for (var index = from; index < to; index++)
            {
                Compose(job, index, image, at);
            }

            Sign(job, image);
        }
        catch (Exception failure)
        {
            // What was composed and could not be signed; the thread lives on for all the others.
            LogFailed(failure);
            Fail(job, failure);
        }
    }

    private void Compose(RenderJob job, int index, CampaignImage image, DateTimeOffset at)
    {
        var buffer = pool.Rent();
        try
        {
            if (image.Compose(job[index], at, buffer) is { } problem)
            {
                pool.Return(buffer);
                job.Keep(index, RenderedMail.Failed(problem));
                return;
            }

            image.Signer.Prepare(buffer, at, _digests.AsSpan(_unsigned.Count * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes));
            _unsigned.Add((index, buffer));
        }
        catch (Exception failure)
        {
            pool.Return(buffer);
            LogFailed(failure);
            job.Keep(index, RenderedMail.Failed(Words(failure)));
        }
    }

    private void Sign(RenderJob job, CampaignImage image)
    {
        if (_unsigned.Count == 0)
        {
            return;
        }

        var signer = SignerOf(image.Key);
        Grow(ref _signatures, _unsigned.Count * signer.SignatureBytes);
        var signatures = _signatures.AsSpan(0, _unsigned.Count * signer.SignatureBytes);
        signer.Sign(_digests.AsSpan(0, _unsigned.Count * SHA256.HashSizeInBytes), signatures);
        for (var number = 0; number < _unsigned.Count; number++)
        {
            var (index, buffer) = _unsigned[number];
            image.Signer.Complete(buffer, signatures.Slice(number * signer.SignatureBytes, signer.SignatureBytes));
            job.Keep(index, pool.Made(buffer));
        }
    }

    private void Fail(RenderJob job, Exception failure)
    {
        foreach (var (index, buffer) in _unsigned)
        {
            if (job.TryKeep(index, RenderedMail.Failed(Words(failure))))
            {
                pool.Return(buffer);
            }
        }
    }

    private RsaDigestSigner SignerOf(DkimKey key)
    {
        if (_signers.TryGetValue(key, out var signer))
        {
            return signer;
        }

        if (_signers.Count >= MostKeys)
        {
            Dispose();
            _signers.Clear();
        }

        return _signers[key] = key.OpenSigner();
    }

    private static string Words(Exception failure) => $"the message could not be made: {failure.GetType().Name}";

    private static void Grow(ref byte[] octets, int size)
    {
        if (octets.Length < size)
        {
            octets = new byte[size];
        }
    }

    [LoggerMessage(LogLevel.Error, "A message could not be made because of an unexpected failure")]
    private partial void LogFailed(Exception failure);
}
