using OrleansMail.Trials;

namespace OrleansMail.AuditKill;

/// <summary>Who acts in the trial, by the tokens of the sessions that they began by the program's commands.</summary>
internal sealed record Cast(string Administrator, string Author, string Approver, string Operator)
{
    public static Cast Of(Staff staff) => new(
        TokenOf(staff.Administrator), TokenOf(staff.Author), TokenOf(staff.Approver), TokenOf(staff.Operator));

    private static string TokenOf(Person person) => File.ReadAllText(Directory.EnumerateFiles(
        Path.Combine(person.Folder, "orleansmail"), "*.session").Single()).Trim();
}
