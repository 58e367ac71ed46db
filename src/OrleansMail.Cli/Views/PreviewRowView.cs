using OrleansMail.Guard;

namespace OrleansMail.Views;

/// <summary>A row that is worth a look, as JSON.</summary>
internal sealed record PreviewRowView(long Row, string Reason)
{
    public static PreviewRowView Of(GuardPreview preview) => new(preview.Row, preview.Reason);
}
