using System.CommandLine;
using System.Globalization;
using OrleansMail.Trials;

namespace OrleansMail.Shapes;

/// <summary>The options of a shape, as several commands have them.</summary>
internal sealed class ShapeInputs
{
    private readonly Option<int> _recipients;
    private readonly Option<int> _sites = TrialInputs.Number("--sites", "Receiving domains, site00001.test and on", 10);
    private readonly Option<string> _shares = new("--shares")
    {
        Description = "Percent of the recipients at the first sites, such as 50,20,10; the rest evenly",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<int> _size = new("--size")
    {
        Description = "Of a mail on the wire, in KB: 2, 10 or 50",
        DefaultValueFactory = _ => 10,
    };

    private readonly Option<bool> _japanese = new("--japanese") { Description = "Japanese names and text" };
    private readonly Option<int> _attachment = TrialInputs.Number("--attachment", "An attached file, in KB", 0);
    private readonly Option<int> _seed = TrialInputs.Number("--seed", "Draws whatever is drawn", 1);

    public ShapeInputs(int recipients)
    {
        _recipients = TrialInputs.Number("--recipients", "Recipients, of all campaigns together", recipients);
        _size.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not ("2" or "10" or "50") }])
            {
                result.AddError("--size is 2, 10 or 50.");
            }
        });
        _shares.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value.Split(',').Any(share => !TryShare(share, out var _)))
            {
                result.AddError("--shares are percents with commas between them, such as 50,20,10.");
            }
        });
    }

    public Option[] Symbols => [_recipients, _sites, _shares, _size, _japanese, _attachment, _seed];

    public AudienceShape Read(ParseResult parsed)
    {
        var shares = parsed.GetValue(_shares)!.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return new AudienceShape(
            parsed.GetValue(_recipients),
            parsed.GetValue(_sites),
            [.. shares.Select(share => TryShare(share, out var value) ? value : 0)],
            parsed.GetValue(_size),
            parsed.GetValue(_japanese),
            parsed.GetValue(_attachment),
            parsed.GetValue(_seed));
    }

    private static bool TryShare(string text, out double share) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out share);
}
