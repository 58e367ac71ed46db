using OrleansMail.Lanes;
using OrleansMail.Outcomes;
using OrleansMail.Smtp;

namespace OrleansMail.Delivery;

public sealed class LaneSessionTests
{
    private static readonly SmtpFault ProxyFault = new(
        SmtpStage.Connect, FaultKind.ProxyFailed, null, "the proxy socks5://127.0.0.1:1080 refuses connections");

    private readonly DeliveryWorld _world = new();

    [Fact]
    public async Task Everything_in_the_lane_is_leased_sent_recorded_and_given_back()
    {
        _world.Place(10);

        await _world.RunSessionAsync();

        Assert.Equal(Rows(0, 10), _world.Connection.Sent);
        Assert.Equal(Rows(0, 10), _world.Ledger.Recorded.Select(entry => entry.Row));
        Assert.All(_world.Ledger.Recorded, entry => Assert.True(entry is { Kind: OutcomeKind.Delivered, Final: true }));
        Assert.Null(Assert.Single(_world.Finished).Due);
    }

    [Fact]
    public async Task Every_lease_is_settled_once_with_what_it_delivered()
    {
        _world.Place(10);

        await _world.RunSessionAsync();

        Assert.Equal([4, 4, 2], _world.Grain.Settled.Select(settlement => settlement.Delivered));
        Assert.Equal(3, _world.Grain.Settled.DistinctBy(settlement => settlement.Lease).Count());
    }

    [Fact]
    public async Task The_wait_in_the_queue_of_every_mail_and_the_grant_of_every_lease_are_measured()
    {
        _world.Place(10);
        _world.Clock.Advance(TimeSpan.FromSeconds(3));

        await _world.RunSessionAsync();

        var phases = _world.Meters.Measured.ToLookup(measured => measured.Tag, measured => measured.Value);
        Assert.Equal(Enumerable.Repeat(3.0, 10), phases["queue"]);
        Assert.Equal((3, 3), (phases["grant"].Count(), phases["lease"].Count()));
    }

    [Fact]
    public async Task What_storage_refuses_is_not_sent_and_goes_back()
    {
        _world.Place(4);
        _world.Ledger.Refused.Add(2);

        await _world.RunSessionAsync();

        Assert.Equal([0, 1, 3], _world.Connection.Sent);
        Assert.Equal(_world.Now + TimeSpan.FromSeconds(5), Assert.Single(_world.Finished).Due);
    }

    [Fact]
    public async Task A_suppressed_recipient_is_recorded_and_never_leased()
    {
        _world.Place(4);
        _world.SuppressIndex(1);

        await _world.RunSessionAsync();

        Assert.Equal([0, 2, 3], _world.Connection.Sent);
        Assert.DoesNotContain(_world.Ledger.Leased, lease => lease.Row == 1);
        Assert.Equal(OutcomeKind.Suppressed, _world.Ledger.Recorded.Single(entry => entry.Row == 1).Kind);
    }

    [Fact]
    public async Task When_no_host_answers_one_recipient_finds_out_and_the_others_have_had_no_attempt()
    {
        _world.Place(4);
        var asked = 0;
        _world.Connection.Connect = () => ++asked == 1 ? AttemptEnds.NoHost("site.test") : null;

        await _world.RunSessionAsync();

        Assert.Equal(OutcomeKind.Deferred, _world.Ledger.Recorded[0].Kind);
        Assert.Equal([1, 2, 3], _world.Connection.Sent);
        Assert.Equal(1, _world.Grain.Settled[0].SiteTrouble);
    }

    [Fact]
    public async Task The_time_to_open_a_session_is_not_what_a_mail_takes()
    {
        _world.Connection.Connect = () =>
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(16)); // of four mails that would be too much
            return null;
        };
        _world.Place(4);

        await _world.RunSessionAsync();

        Assert.Equal(4, _world.Connection.Sent.Count);
        Assert.False(_world.Lane.State.IsDoubtful);
    }

    [Fact]
    public async Task A_site_that_puts_off_is_asked_before_its_messages_are_made()
    {
        _world.Connection.Answer = _ => FakeConnection.Ok with { Code = 451, Enhanced = "4.7.1", Stage = DeliveryStage.Rcpt };
        var lease = _world.Sessions.LeaseWindow;
        _world.Place(lease + 1);

        await _world.RunSessionAsync();

        Assert.All(_world.Connection.AskedFirst, Assert.True);
    }

    [Fact]
    public async Task A_site_is_asked_first_until_it_has_taken_a_lease()
    {
        var lease = _world.Sessions.LeaseWindow;
        _world.Place(lease + 1);

        await _world.RunSessionAsync();

        Assert.Equal([.. Enumerable.Repeat(true, lease), false], _world.Connection.AskedFirst);
    }

    [Fact]
    public async Task What_we_need_to_make_a_message_is_not_what_a_mail_takes()
    {
        _world.Connection.Answer = _ =>
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(4));
            return FakeConnection.Ok;
        };
        _world.Connection.Waited = TimeSpan.FromSeconds(15);
        for (var lease = 0; lease < 30; lease++)
        {
            _world.Place(4);
            await _world.RunSessionAsync();
        }

        Assert.Equal(120, _world.Connection.Sent.Count);
        Assert.False(_world.Lane.State.IsDoubtful);
    }

    [Fact]
    public async Task A_session_to_a_site_in_doubt_has_had_its_turn_after_a_lease_while_the_processor_is_behind()
    {
        _world.Connection.Answer = _ => FakeConnection.Ok with { Code = 451, Enhanced = "4.7.1", Stage = DeliveryStage.Rcpt };
        _world.Sessions.IsBehind = true;
        var lease = _world.Sessions.LeaseWindow;
        _world.Place(2 * lease);

        await _world.RunSessionAsync();
        Assert.Equal(lease, _world.Connection.Sent.Count);

        _world.Sessions.IsBehind = false;
        await _world.RunSessionAsync();
        Assert.Equal(2 * lease, _world.Connection.Sent.Count);
    }

    [Fact]
    public async Task A_grant_of_fewer_leaves_the_others_in_the_lane()
    {
        _world.Place(4);
        _world.Grain.Grant = _ => new LaneGrant(1, TimeSpan.Zero, 5);

        await _world.RunSessionAsync();

        Assert.Equal(Rows(0, 4).Order(), _world.Connection.Sent.Order());
        Assert.Equal(4, _world.Grain.Settled.Count);
        Assert.Single(_world.Finished);
    }

    [Fact]
    public async Task A_lane_that_has_to_wait_gives_everything_back_until_then()
    {
        var mails = _world.Place(10);
        _world.Grain.Grant = _ => new LaneGrant(0, TimeSpan.FromMinutes(1), 1);

        await _world.RunSessionAsync();

        Assert.Empty(_world.Connection.Sent);
        Assert.All(mails, mail => Assert.True(mail.IsSettled));
        Assert.Equal(_world.Now + TimeSpan.FromMinutes(1), Assert.Single(_world.Finished).Due);
    }

    [Fact]
    public async Task After_a_stop_nothing_is_started_and_what_was_leased_is_recorded_as_not_started()
    {
        _world.Place(8);
        _world.Connection.Answer = mail =>
        {
            _world.Run.Stopped = mail.Row == 1;
            return FakeConnection.Ok;
        };

        await _world.RunSessionAsync();

        Assert.Equal([0, 1], _world.Connection.Sent);
        Assert.Equal(4, _world.Ledger.Leased.Count);
        Assert.All(_world.Ledger.Recorded[2..], entry => Assert.Equal(
            (OutcomeKind.Deferred, DeliveryStage.None, _world.Now), (entry.Kind, entry.Stage, entry.NextAt!.Value)));
        Assert.Equal(4, _world.Ledger.Recorded.Count);
        Assert.Equal(_world.Now, Assert.Single(_world.Finished).Due);
    }

    [Fact]
    public async Task What_a_stop_calls_off_is_not_held_against_the_site()
    {
        _world.Place(4);
        _world.Connection.Answer = _ =>
        {
            _world.Run.Stopped = true;
            return FakeConnection.Ok;
        };

        await _world.RunSessionAsync();

        Assert.Equal([0], _world.Connection.Sent);
        Assert.Equal(4, _world.Ledger.Recorded.Count);
        Assert.False(_world.Lane.State.IsDoubtful);
    }

    [Fact]
    public async Task What_was_leased_before_the_silo_stood_still_is_not_begun_though_its_claims_are_renewed_since()
    {
        _world.Hold = new ClaimHold(ClaimTerm.Clustered, _world.Clock);
        _world.Hold.Renewed(_world.Clock.GetTimestamp());
        _world.Place(8);
        _world.Connection.Answer = mail =>
        {
            if (mail.Row == 1)
            {
                _world.Clock.Advance(ClaimTerm.Clustered.For);
                _world.Hold.Renewed(_world.Clock.GetTimestamp());
            }

            return FakeConnection.Ok;
        };

        await _world.RunSessionAsync();

        // Of the first lease two are left out; those of the second are leased under the new stretch.
        Assert.Equal([0, 1, 4, 5, 6, 7], _world.Connection.Sent);
        Assert.All(_world.Ledger.Recorded[2..4], entry => Assert.Equal(
            (OutcomeKind.Deferred, DeliveryStage.None), (entry.Kind, entry.Stage)));
        Assert.Equal(8, _world.Ledger.Recorded.Count);
    }

    [Fact]
    public async Task Nothing_is_leased_while_nobody_knows_whether_the_claims_count()
    {
        _world.Hold = new ClaimHold(ClaimTerm.Clustered, _world.Clock);
        _world.Place(4);

        await _world.RunSessionAsync();

        Assert.Empty(_world.Ledger.Leased);
        Assert.Empty(_world.Connection.Sent);
        Assert.NotNull(Assert.Single(_world.Finished).Due);
    }

    [Fact]
    public async Task A_silo_that_stops_ends_after_the_message_it_is_sending()
    {
        _world.Place(4);
        using var ending = new CancellationTokenSource();
        _world.Connection.Answer = _ =>
        {
            ending.Cancel();
            return FakeConnection.Ok;
        };

        await _world.RunSessionAsync(ending);

        Assert.Equal([0], _world.Connection.Sent);
        Assert.Equal(4, _world.Ledger.Recorded.Count);
        Assert.Single(_world.Finished);
    }

    [Fact]
    public async Task A_proxy_that_fails_costs_nobody_an_attempt_and_lets_the_lane_wait()
    {
        _world.Place(4);
        _world.Connection.Connect = () =>
        {
            _world.Proxies.IsOurs(DeliveryWorld.Key.EgressIp, ProxyFault);
            return AttemptEnds.OfProxy(ProxyFault, "site.test");
        };

        await _world.RunSessionAsync();

        Assert.Empty(_world.Ledger.Leased);
        Assert.Empty(_world.Ledger.Recorded);
        Assert.Equal(_world.Now + TimeSpan.FromSeconds(5), Assert.Single(_world.Finished).Due);
        Assert.True(_world.Lane.State.IsShut);
    }

    [Fact]
    public async Task While_a_proxy_is_held_nobody_asks_for_a_lease()
    {
        var asked = 0;
        _world.Grain.Grant = wanted =>
        {
            asked++;
            return new LaneGrant(wanted, TimeSpan.Zero, 20);
        };
        _world.Place(4);
        _world.Begins = () => _world.Proxies.IsOurs(DeliveryWorld.Key.EgressIp, ProxyFault);

        await _world.RunSessionAsync();

        Assert.Equal(0, asked);
        Assert.Empty(_world.Ledger.Recorded);
        Assert.Equal(_world.Now + TimeSpan.FromSeconds(5), Assert.Single(_world.Finished).Due);
        await _world.Egress.RefreshAsync();
        Assert.Equal((false, 0, 0), (_world.Egress.HasActive, _world.Egress.Active, _world.Egress.Paused));
    }

    [Fact]
    public async Task A_proxy_that_fails_in_the_middle_of_a_lease_ends_what_was_leased_without_an_attempt()
    {
        _world.Place(4);
        _world.Connection.Answer = mail => mail.Row == 0 ? FakeConnection.Ok : AttemptEnds.OfProxy(ProxyFault, "site.test");

        await _world.RunSessionAsync();

        Assert.All(_world.Ledger.Recorded[1..], entry => Assert.Equal(
            (OutcomeKind.Deferred, DeliveryStage.None, false), (entry.Kind, entry.Stage, entry.Final)));
        Assert.Equal(4, _world.Ledger.Recorded.Count);
        Assert.Equal(1, _world.Run.Tally.Now.Attempts);
        Assert.Equal(0, Assert.Single(_world.Grain.Settled).SiteTrouble);
    }

    [Fact]
    public async Task A_paused_address_starts_nothing()
    {
        _world.Place(4);
        _world.PauseEgress();

        await _world.RunSessionAsync();

        Assert.Empty(_world.Ledger.Leased);
        Assert.Single(_world.Finished);
    }

    [Theory]
    [InlineData("lane")]
    [InlineData("suppression")]
    [InlineData("connect")]
    [InlineData("lease")]
    [InlineData("record")]
    public async Task Whatever_fails_every_mail_goes_back_once_and_nothing_unrecorded_is_called_done(string step)
    {
        _world.Place(6);
        var failure = new IOException("broken");
        _world.FilterFails = step == "suppression" ? failure : null;
        _world.Ledger.LeaseFails = step == "lease" ? failure : null;
        _world.Ledger.RecordFailsAfter = step == "record" ? 2 : int.MaxValue;
        if (step == "lane")
        {
            _world.Grain.Grant = _ => throw failure;
        }

        if (step == "connect")
        {
            _world.Connection.Connect = () => throw failure;
        }

        await Assert.ThrowsAsync<IOException>(() => _world.RunSessionAsync());
        Assert.Empty(_world.Finished);
        _world.Lane.Shut(TimeSpan.FromSeconds(5));

        Assert.NotNull(Assert.Single(_world.Finished).Due);
        Assert.True(_world.Connection.Sent.Count <= _world.Ledger.Recorded.Count + 1);
    }

    private static IEnumerable<long> Rows(int first, int count) =>
        Enumerable.Range(first, count).Select(row => (long)row);
}
