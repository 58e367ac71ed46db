using System.CommandLine;

namespace OrleansMail.Shapes;

/// <summary><c>audience</c>: writes a CSV and an .eml of a shape.</summary>
internal static class AudienceCommand
{
    private const int DefaultRecipients = 10_000;

    public static Command Create()
    {
        var shape = new ShapeInputs(DefaultRecipients);
        var prefix = new Argument<string>("PREFIX") { Description = "Writes PREFIX.csv and PREFIX.eml" };
        var command = new Command("audience", "Writes recipients and a mail of any size and shape; the same again each time.")
        {
            prefix,
        };
        foreach (var option in shape.Symbols)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var wanted = shape.Read(parsed);
            if (wanted.Fault() is { } fault)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"No such audience: {fault}.");
                return 1;
            }

            var name = parsed.GetValue(prefix)!;
            await AudienceWriter.WriteAsync(wanted, $"{name}.csv", 0, cancellation);
            await ContentWriter.WriteAsync(wanted, $"{name}.eml", cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{name}.csv and {name}.eml are written.");
            return 0;
        });
        return command;
    }
}
