using Spectre.Console;

namespace OrleansMail.Terminal;

/// <summary>Shows a person that something is under way; programs and pipes see nothing of it.</summary>
internal static class Waiting
{
    /// <summary>A turning sign, for work of unknown length.</summary>
    public static Task<T> ForAsync<T>(Output output, string what, Func<Task<T>> work) =>
        output.IsLive ? output.Console.Status().StartAsync(Markup.Escape(what), _ => work()) : work();

    /// <summary>A bar, for work that can tell how much of it is done, from 0 to 1.</summary>
    public static Task<T> WithBarAsync<T>(Output output, string what, Func<Action<double>, Task<T>> work) =>
        output.IsLive
            ? output.Console.Progress().StartAsync(progress =>
            {
                var task = progress.AddTask(Markup.Escape(what), maxValue: 1);
                return work(done => task.Value = done);
            })
            : work(_ => { });
}
