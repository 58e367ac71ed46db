using Fluid;

namespace OrleansMail.Messages;

/// <summary>A <see cref="LiquidSegment"/> whose field is an index; -1 where there is none.</summary>
internal readonly record struct RowSegment(string Text, int Field, bool IsEscaped, IFluidTemplate? Code)
{
    /// <summary>The same for every row.</summary>
    public bool IsFixed => Field < 0 && Code is null;
}
