using Fluid.Ast;

namespace OrleansMail.Messages;

/// <summary>Tells statements that can be run alone from those that leave something behind for the next.</summary>
internal static class LiquidScope
{
    /// <summary>True when nothing in the statement is seen outside: no variable, no counter, no jump.</summary>
    public static bool IsClosed(Statement statement) => statement switch
    {
        StrictStatement strict => IsClosed(strict.Inner),
        TextSpanStatement or OutputStatement or CommentStatement or RawStatement => true,
        IfStatement choice => AreClosed(choice) && AreClosed(choice.Else) && choice.ElseIfs.All(AreClosed),
        UnlessStatement choice => AreClosed(choice) && AreClosed(choice.Else),
        CaseStatement choice => AreClosed(choice) && AreClosed(choice.Else) && choice.Whens.All(AreClosed),
        ForStatement loop => !loop.OffsetIsContinue && AreClosed(loop) && AreClosed(loop.Else),
        _ => false,
    };

    private static bool AreClosed(TagStatement? block) => block is null || block.Statements.All(IsClosed);
}
