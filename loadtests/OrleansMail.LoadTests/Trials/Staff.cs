using System.Security.Cryptography;

namespace OrleansMail.Trials;

/// <summary>The people of a trial: nobody can write, approve and start alone.</summary>
internal sealed record Staff(Person Administrator, Person Author, Person Approver, Person Operator)
{
    /// <summary>
    /// The settings of a silo under trial: a campaign is prepared for longer than a factor is fresh by default, and nobody
    /// reads what is approved.
    /// </summary>
    public static IReadOnlyList<string> Settings { get; } =
        ["Approval:FactorFreshFor=01:00:00", "Approval:ReadFor=00:00:00"];

    /// <summary>Makes an administrator, who invites the others; from then on the program acts as the operator.</summary>
    public static async Task<Staff> GatherAsync(MailProgram program)
    {
        var administrator = Create(program, "root");
        var asAdministrator = program.As(administrator);
        await asAdministrator.MustAsync("login", administrator.Name, "--first");
        await asAdministrator.MustAsync("factor", "add", "--out", administrator.CodesFile);
        var staff = new Staff(
            administrator,
            await InviteAsync(program, asAdministrator, "author", "author@everywhere"),
            await InviteAsync(program, asAdministrator, "approver", "approver@everywhere"),
            await InviteAsync(program, asAdministrator, "operator", "operator@everywhere", "recipients.read@everywhere"));
        program.Person = staff.Operator;
        return staff;
    }

    private static async Task<Person> InviteAsync(
        MailProgram program, MailProgram asAdministrator, string name, params string[] grants)
    {
        var person = Create(program, name);
        await asAdministrator.MustAsync(
            ["user", "add", name, "--out", person.InvitationFile, .. grants.SelectMany(grant => new[] { "--grant", grant })]);
        var asPerson = program.As(person);
        await asPerson.MustAsync("login", name, "--invited");
        await asPerson.MustAsync("factor", "add", "--out", person.CodesFile);
        return person;
    }

    private static Person Create(MailProgram program, string name)
    {
        var folder = Path.Combine(program.Folder, "people", name);
        var person = new Person(name, Directory.CreateDirectory(folder).FullName);
        File.WriteAllText(person.PasswordFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        return person;
    }
}
