namespace OrleansMail.Chaos;

public sealed class FaultPlanTests
{
    [Fact]
    public void A_seed_gives_the_same_faults_again_and_another_one_others()
    {
        Assert.Equal(FaultPlan.Draw(50, 1), FaultPlan.Draw(50, 1));
        Assert.NotEqual(FaultPlan.Draw(50, 1), FaultPlan.Draw(50, 2));
    }

    [Fact]
    public void Each_kind_comes_once_before_any_comes_twice_and_silos_are_those_of_the_cluster()
    {
        var plan = FaultPlan.Draw(50, 3);

        var kinds = Enum.GetValues<FaultKind>();
        Assert.Equal(kinds, plan.Take(kinds.Length).Select(fault => fault.Kind).Order());
        Assert.All(plan, fault => Assert.InRange(fault.Silo, 1, ChaosOptions.Silos));
        Assert.All(
            plan.Where(fault => fault.Kind == FaultKind.Freeze),
            fault => Assert.True(fault.For > TimeSpan.FromSeconds(20), "A claim counts for 20 seconds."));
    }

    [Fact]
    public void Of_some_kinds_no_other_comes()
    {
        var plan = FaultPlan.Draw(20, 3, FaultKind.LoseMachine, FaultKind.Kill);

        Assert.Equal([FaultKind.Kill, FaultKind.LoseMachine], plan.Select(fault => fault.Kind).Distinct().Order());
        Assert.Equal(20, plan.Count);
    }
}
