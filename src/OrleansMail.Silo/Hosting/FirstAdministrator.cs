using System.Text;
using OrleansMail.People;
using OrleansMail.Sealing;
using OrleansMail.Storage;

namespace OrleansMail.Hosting;

/// <summary>
/// The secret that makes the first administrator: a file in the data folder that only its owner reads, there as long as
/// nobody is an administrator.
/// </summary>
public static class FirstAdministrator
{
    public const string FileName = "first-administrator";

    internal static async Task OfferAsync(IGrainFactory grains, string dataFolder, ClusterKeys? shared)
    {
        var path = Path.Combine(Path.GetFullPath(dataFolder), FileName);
        var people = grains.GetGrain<IPeopleGrain>(0);
        if (await people.HasAdministratorAsync())
        {
            File.Delete(path);
            return;
        }

        if (shared is not null)
        {
            // Every silo of a cluster offers the same one, in whatever order they start.
            DataFolder.Write(path, Encoding.ASCII.GetBytes($"{InvitationOf(shared)}\n"), replace: File.Exists(path));
        }
        else if (!File.Exists(path))
        {
            DataFolder.WriteNew(path, Encoding.ASCII.GetBytes($"{Invitation.Create()}\n"));
        }

        await people.OfferFirstAsync(Invitation.HashOf(await File.ReadAllTextAsync(path)));
    }

    private static string InvitationOf(ClusterKeys keys) =>
        Convert.ToHexStringLower(keys.Derive(keys.Newest, "orleansmail first administrator 1"u8)!);
}
