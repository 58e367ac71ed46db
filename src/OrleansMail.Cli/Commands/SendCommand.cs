using System.CommandLine;
using System.Text.Json;
using OrleansMail.Streams;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>send</c>: one transactional message through a stream.</summary>
internal static class SendCommand
{
    public static Command Create()
    {
        var stream = Inputs.Text("--stream", "DOMAIN/NAME", "The stream to send through", required: true);
        stream.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Inputs.StreamFault(result.Tokens[0].Value) is { } fault)
            {
                result.AddError($"--stream '{result.Tokens[0].Value}' {fault}.");
            }
        });
        var to = Inputs.Text("--to", "ADDRESS", "The recipient", required: true);
        var values = Inputs.File("--values", "Merge values: a JSON object of texts", required: false);
        var key = Inputs.Text("--key", "KEY", "Idempotency key: the same key is sent once; by default a new one");
        return Verb.OnSilo(
            "send",
            "Sends one message through an approved stream; it is durable when the command is done.",
            "campaign.start",
            async (context, cancellation) =>
            {
                var (fields, fault) = await ReadAsync(context.Get(values), cancellation);
                if (fault is not null)
                {
                    return context.Output.Fail("values", fault, "values");
                }

                var id = context.Get(key) ?? $"cli-{Guid.NewGuid():n}";
                return await SendAsync(context, Inputs.StreamKey(context.Get(stream)), context.Get(to), fields, id);
            },
            stream, to, values, key);
    }

    private static async Task<int> SendAsync(
        CommandContext context, string stream, string to, Dictionary<string, string> fields, string key)
    {
        var grain = context.Grains.GetGrain<IStreamGrain>(stream);
        var message = new StreamMessage(to, fields, key);
        StreamReceipt receipt;
        try
        {
            receipt = await Repeat.OnTimeoutAsync(() => grain.SendAsync(message));
        }
        catch (TimeoutException)
        {
            return context.Output.Fail(
                "timeout",
                $"the silo did not answer in time; the outcome is not known: repeat it with --key {key}, "
                + "then it is sent once");
        }

        if (receipt.Refusal is { } refusal)
        {
            return context.Output.Refuse(refusal);
        }

        var view = new ReceiptView(stream, receipt.MessageId, receipt.Row, key, receipt.AcceptedAt);
        if (context.Output.IsJson)
        {
            context.Output.Json(view, OutputJson.Shared.ReceiptView);
        }
        else
        {
            context.Output.Line(
                $"Accepted {Plain.Time(view.AcceptedAt)} as <{view.MessageId}>, row {view.Row} of {stream}");
        }

        return CommandRun.Done;
    }

    private static async Task<(Dictionary<string, string> Fields, string? Fault)> ReadAsync(
        FileInfo? file, CancellationToken cancellation)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (file is null)
        {
            return (fields, null);
        }

        try
        {
            await using var stream = file.OpenRead();
            using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellation);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return (fields, $"{file.Name} must hold one JSON object, such as {{\"name\": \"Ada\"}}");
            }

            foreach (var field in document.RootElement.EnumerateObject())
            {
                if (field.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                {
                    return (fields, $"{file.Name}: field {field.Name} must be a text or a number");
                }

                fields[field.Name] = field.Value.ToString();
            }

            return (fields, null);
        }
        catch (JsonException exception)
        {
            var line = exception.LineNumber + 1;
            return (fields, $"{file.Name} is not JSON (line {line}); write one object, such as {{\"name\": \"Ada\"}}");
        }
    }
}
