using System.CommandLine;
using OrleansMail.AuditKill;
using OrleansMail.Chaos;
using OrleansMail.Figures;
using OrleansMail.Kill;
using OrleansMail.Replay;
using OrleansMail.Shapes;
using OrleansMail.SlowWorlds;

var root = new RootCommand("Trials of OrleansMail that run for minutes: some measure it, some break things on purpose.");
root.Add(AudienceCommand.Create());
root.Add(ReplayCommand.Create());
root.Add(SlowWorldCommand.Create());
root.Add(FiguresCommand.Create());
root.Add(KillCommand.Create());
root.Add(AuditKillCommand.Create());
root.Add(ChaosCommand.Create());
return await root.Parse(args).InvokeAsync();
