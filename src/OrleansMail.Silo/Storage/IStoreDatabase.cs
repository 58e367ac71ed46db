using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>A database that is open, checked, and has its tables.</summary>
internal interface IStoreDatabase
{
    /// <summary>What wraps the data keys.</summary>
    ClusterKeys Keys { get; }

    /// <summary>How often keys were destroyed, as the newest transaction of this process saw it.</summary>
    long Forgettings { get; }

    /// <summary>Old copies can stay for a while, and there is a table of them.</summary>
    bool CanKeepRemains { get; }

    /// <summary>The keyed hash of addresses, whose secret is kept like a data key.</summary>
    AddressKey LoadAddressKey();

    /// <summary>Takes old copies of wrapped keys out of the files.</summary>
    /// <returns>Null when none is left; otherwise why some stay for now. It is to be tried again.</returns>
    string? Scrub();
}
