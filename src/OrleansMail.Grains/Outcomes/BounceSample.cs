using System.Globalization;

namespace OrleansMail.Outcomes;

/// <summary>The sample reply of a bounce rule, such as <c>550 5.1.1 No such user</c>, as an attempt's end.</summary>
internal static class BounceSample
{
    public static AttemptEnd Of(BounceRule rule)
    {
        var words = rule.Sample.Split(' ', 3);
        if (words.Length < 2 || words[0].Length != 3
            || !int.TryParse(words[0], CultureInfo.InvariantCulture, out var code))
        {
            throw new FormatException($"Bounce rules, line {rule.Line}: the sample is no reply.");
        }

        var enhanced = BounceReply.ReadEnhanced(words[1]) is null ? null : words[1];
        var text = enhanced is null ? rule.Sample[4..] : words.ElementAtOrDefault(2) ?? "";
        var stage = rule.Stages.Length == 0 ? DeliveryStage.Rcpt : rule.Stages[0];
        var host = rule.Providers[0].Replace("*", "mx1", StringComparison.Ordinal);
        return new AttemptEnd(stage, AttemptFault.None, code, enhanced, text, host, host);
    }
}
