using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Reports;

namespace OrleansMail.Terminal;

/// <summary>What a running command works with: its arguments, its output and, if it asked for one, the silo.</summary>
internal sealed class CommandContext(ParseResult arguments, Output output, IGrainFactory? grains, TimeProvider clock)
{
    private readonly ParseResult _arguments = arguments;

    /// <summary>The same command on a silo that it has started itself.</summary>
    public CommandContext(CommandContext other, IGrainFactory grains)
        : this(other._arguments, other.Output, grains, other.Clock)
    {
    }

    public Output Output { get; } = output;

    public TimeProvider Clock { get; } = clock;

    /// <summary>The grains of the connected silo; commands that need none have none.</summary>
    public IGrainFactory Grains { get; } = grains!;

    public IReportGrain Report => Grains.GetGrain<IReportGrain>(0);

    public T Get<T>(Option<T> option) => _arguments.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => _arguments.GetValue(argument)!;

    /// <summary>Was the option given, rather than left to its default?</summary>
    public bool Has(Option option) => _arguments.GetResult(option) is { Implicit: false };

    public ICampaignGrain Campaign(string id) => Grains.GetGrain<ICampaignGrain>(id);
}
