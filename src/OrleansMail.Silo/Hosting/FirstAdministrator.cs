using System.Text;
using OrleansMail.People;
using OrleansMail.Storage;

namespace OrleansMail.Hosting;

/// <summary>
/// The secret that makes the first administrator: a file in the data folder that only its owner reads, there as long as
/// nobody is an administrator.
/// </summary>
public static class FirstAdministrator
{
    public const string FileName = "first-administrator";

    internal static async Task OfferAsync(IGrainFactory grains, string dataFolder)
    {
        var path = Path.Combine(Path.GetFullPath(dataFolder), FileName);
        var people = grains.GetGrain<IPeopleGrain>(0);
        if (await people.HasAdministratorAsync())
        {
            File.Delete(path);
            return;
        }

        if (!File.Exists(path))
        {
            DataFolder.WriteNew(path, Encoding.ASCII.GetBytes($"{Invitation.Create()}\n"));
        }

        await people.OfferFirstAsync(Invitation.HashOf(await File.ReadAllTextAsync(path)));
    }
}
