using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;

namespace OrleansMail.Messages;

/// <summary>An output or assignment whose fields must not be empty when it is reached.</summary>
internal sealed class StrictStatement(Statement inner, IReadOnlyList<string> required) : Statement
{
    public Statement Inner => inner;

    public IReadOnlyList<string> Required => required;

    public override ValueTask<Completion> WriteToAsync(
        TextWriter writer,
        TextEncoder encoder,
        TemplateContext context)
    {
        var row = (MergeContext)context;
        foreach (var field in required)
        {
            if (row.IsMissing(field))
            {
                row.Add(new MergeError(field, "The value is empty. Fill it, or give the template a default."));
            }
        }

        return inner.WriteToAsync(writer, encoder, context);
    }
}
