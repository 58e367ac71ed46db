using System.Net;
using BackendService;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using OrleansMail.People;

var builder = Host.CreateApplicationBuilder(args);
var mail = builder.Configuration.GetSection(MailOptions.Section).Get<MailOptions>() ?? new MailOptions();
if (mail.Fault() is { } fault)
{
    await Console.Error.WriteLineAsync(fault);
    return 1;
}

var key = (await File.ReadAllTextAsync(mail.ApiKeyFile)).Trim();
builder.Services.Configure<MailOptions>(builder.Configuration.GetSection(MailOptions.Section));
builder.UseOrleansClient(client => client
    .UseStaticClustering(IPEndPoint.Parse(mail.Gateway))
    .Configure<ClusterOptions>(options =>
    {
        options.ClusterId = mail.ClusterId;
        options.ServiceId = mail.ServiceId;
    })
    // Every call shows the key: the silo looks up what it may do, each time.
    .AddOutgoingGrainCallFilter(call =>
    {
        RequestContext.Set(CallerToken.ContextKey, key);
        return call.Invoke();
    })
    .UseConnectionRetryFilter(async (_, cancellation) =>
    {
        // The service may start before the silo does.
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
        return true;
    }));

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Repeating>();
builder.Services.AddSingleton<Receipts>();
builder.Services.AddSingleton<Newsletter>();
builder.Services.AddHostedService<Example>();
await builder.Build().RunAsync();
return 0;
