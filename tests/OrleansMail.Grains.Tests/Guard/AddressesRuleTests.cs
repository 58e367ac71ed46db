using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class AddressesRuleTests
{
    [Theory]
    [InlineData("postmaster@shop.test", GuardLevel.Warn)]
    [InlineData("no-reply@shop.test", GuardLevel.Warn)]
    [InlineData("abuse@shop.test", GuardLevel.Warn)]
    [InlineData("a..b@shop.test", GuardLevel.Warn)]
    [InlineData("ab.@shop.test", GuardLevel.Warn)]
    [InlineData("a%b@shop.test", GuardLevel.Warn)]
    [InlineData("\"a b\"@shop.test", GuardLevel.Warn)]
    [InlineData("a..b.@docomo.ne.jp", null)]
    [InlineData("info@shop.test", GuardLevel.Info)]
    [InlineData("eigyo@shop.test", GuardLevel.Info)]
    [InlineData("informatics@shop.test", null)]
    [InlineData("ann.o-neil+news@shop.test", null)]
    public void Addresses_of_duties_and_odd_ones_are_told(string address, GuardLevel? level)
    {
        Assert.Equal(level, Run(new AddressesRule(), Campaign, Recipient(address, "A", "x")).Worst());
    }
}
