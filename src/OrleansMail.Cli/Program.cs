using OrleansMail.Commands;
using OrleansMail.Terminal;

return await CommandRun.InvokeAsync(CommandTree.Create(), args);
