using System.CommandLine;
using OrleansMail.Kill;

var root = new RootCommand("Trials of OrleansMail that run for minutes and break things on purpose.");
root.Add(KillCommand.Create());
return await root.Parse(args).InvokeAsync();
