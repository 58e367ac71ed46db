namespace OrleansMail.Measures;

/// <summary>Rows of goals that several trials put into one table, one after the other.</summary>
internal static class GoalFile
{
    /// <summary>Appends a row of a Markdown table for each goal; nothing without a file.</summary>
    public static async Task AppendAsync(FileInfo? file, IEnumerable<Goal> goals, CancellationToken cancellation)
    {
        if (file is not null)
        {
            await File.AppendAllLinesAsync(
                file.FullName, goals.Select(goal => $"| {string.Join(" | ", goal.Row)} |"), cancellation);
        }
    }
}
