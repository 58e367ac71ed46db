namespace OrleansMail.Databases;

public sealed class ServerCostTests
{
    // proc(5): pid (name) state ppid pgrp session tty tpgid flags minflt cminflt majflt cmajflt utime stime cutime cstime ...
    private const string Rest = "R {0} 1 1 0 -1 0 0 0 0 0 100 50 2000 500 20 0 1";

    [Theory]
    [InlineData("77 (postgres) ", "1", 26.5)]
    [InlineData("78 (post gres) ", "77", 1.5)]
    [InlineData("79 (bash) ", "1", 0)]
    [InlineData("770 (postgres) ", "7", 0)]
    public void The_server_its_ended_children_and_those_that_live_count(string head, string parent, double seconds) =>
        Assert.Equal(seconds, ServerCost.Of(
            head + Rest.Replace("{0}", parent, StringComparison.Ordinal), "77"), 6);
}
