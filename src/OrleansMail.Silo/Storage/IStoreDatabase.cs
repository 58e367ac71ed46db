using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>A database that is open, checked, and has its tables.</summary>
internal interface IStoreDatabase
{
    /// <summary>What wraps the data keys.</summary>
    ClusterKeys Keys { get; }

    /// <summary>How often keys were destroyed, as the newest transaction of this process saw it.</summary>
    long Forgettings { get; }

    /// <summary>The keyed hash of addresses, whose secret is kept like a data key.</summary>
    AddressKey LoadAddressKey();

    /// <summary>Takes old copies of wrapped keys out of the files, as far as the database can.</summary>
    void Scrub();
}
