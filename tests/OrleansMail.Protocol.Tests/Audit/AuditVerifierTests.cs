using CsCheck;

namespace OrleansMail.Audit;

public sealed class AuditVerifierTests
{
    private static readonly CheckpointKey Key = CheckpointKey.Create();

    private static readonly Gen<AuditEntry[]> Trails = TestTrail.Fact.Array[2, 12].Select(TestTrail.Of);

    /// <summary>Every field, each changed in a way of its own.</summary>
    private static readonly Func<AuditEntry, AuditEntry>[] Edits =
    [
        entry => entry with { Seq = entry.Seq + 7 },
        entry => entry with { At = entry.At.AddMilliseconds(1) },
        entry => entry with { Caller = entry.Caller + "x" },
        entry => entry with { From = entry.From + "x" },
        entry => entry with { Action = entry.Action + "x" },
        entry => entry with { Target = entry.Target + "x" },
        entry => entry with { Result = entry.Result + "x" },
        entry => entry with { Detail = entry.Detail + "x" },
        entry => entry with { Hash = Other(entry.Hash) },
        entry => entry with { Prev = Other(entry.Prev) },
        entry => entry with { Session = entry.Session + "x" },
        entry => entry with { Id = new Guid(1, 2, 3, new byte[8]) },
        entry => entry with { Kind = "Engine" },
        entry => entry with { SecondFactorAt = entry.SecondFactorAt is null ? TestTrail.Noon : null },
    ];

    private static readonly Gen<(AuditEntry[] Trail, int Place)> Places =
        Trails.SelectMany(trail => Gen.Int[0, trail.Length - 1].Select(place => (trail, place)));

    [Fact]
    public void A_trail_as_it_was_written_is_in_order() => Trails.Sample(trail =>
    {
        var verdict = Verify(trail, Signed(trail, 1, trail.Length));

        Assert.Null(verdict.FirstBad);
        Assert.Equal((trail.Length, trail[^1].Hash, trail.Length), (verdict.Entries, verdict.Head, verdict.Covered));
    });

    [Fact]
    public void A_change_of_any_field_is_found_where_it_was_made() =>
        Gen.Select(Places, Gen.Int[0, Edits.Length - 1]).Sample((where, edit) =>
        {
            var changed = where.Trail.ToArray();
            changed[where.Place] = Edits[edit](changed[where.Place]);

            Assert.Equal(where.Place + 1, Verify(changed).FirstBad);
        });

    [Fact]
    public void A_trail_field_that_was_changed_leaves_a_hole_where_the_entry_was()
    {
        var trail = TestTrail.Of(5);
        trail[2] = trail[2] with { Trail = "other.example" };

        var verdicts = VerifyAll(trail);

        Assert.Equal([("example.com", 3L), ("other.example", 1L)], verdicts.Select(one => (one.Trail, one.FirstBad!.Value)));
    }

    [Fact]
    public void A_change_with_a_new_hash_is_found_at_the_next_entry_or_by_a_checkpoint() => Places.Sample(where =>
    {
        var (trail, place) = where;
        var changed = trail.ToArray();
        changed[place] = (changed[place] with { Detail = changed[place].Detail + "x" }).Sealed();
        var isLast = place == trail.Length - 1;

        Assert.Equal(isLast ? null : place + 2, Verify(changed).FirstBad);
        Assert.Equal(place + 1, Verify(changed, Signed(trail, [.. Enumerable.Range(1, trail.Length)])).FirstBad);
    });

    [Fact]
    public void A_trail_written_anew_from_some_entry_on_is_found_by_a_checkpoint_alone() => Places.Sample(where =>
    {
        var (trail, place) = where;
        var anew = TestTrail.Of(trail.Select((entry, i) => i < place ? entry : entry with { Caller = entry.Caller + "x" }));

        Assert.Null(Verify(anew).FirstBad);

        // One checkpoint before, if there is room, and one at the end: the first bad one lies behind the good one.
        var good = place == 0 ? Signed(trail, trail.Length) : Signed(trail, place, trail.Length);
        Assert.Equal(place + 1, Verify(anew, good).FirstBad);
    });

    [Fact]
    public void An_entry_that_was_taken_out_is_found_at_its_place() => Places.Sample(where =>
    {
        var without = where.Trail.Where((_, i) => i != where.Place).ToArray();
        var isLast = where.Place == where.Trail.Length - 1;

        Assert.Equal(isLast ? null : where.Place + 1, Verify(without).FirstBad);
        Assert.Equal(where.Place + 1, Verify(without, Signed(where.Trail, where.Trail.Length)).FirstBad);
    });

    [Fact]
    public void A_copy_that_was_put_in_is_found_at_its_place() =>
        Gen.Select(Places, Gen.Int[0, 100]).Sample((where, other) =>
        {
            var more = where.Trail.ToList();
            more.Insert(where.Place, where.Trail[other % where.Trail.Length]);
            // A copy before or after itself looks the same: the second of the two is the one too many.
            var source = other % where.Trail.Length;

            Assert.Equal(source == where.Place ? where.Place + 2 : where.Place + 1, Verify(more).FirstBad);
        });

    [Fact]
    public void A_forged_entry_that_was_put_in_is_found_by_the_one_after_it() => Places.Sample(where =>
    {
        var (trail, place) = where;
        var forged = TestTrail.Chained(
            trail[place] with { Caller = trail[place].Caller + "x" }, place + 1, trail[place].Prev);
        var more = trail.ToList();
        more.Insert(place, forged);

        Assert.Equal(place + 2, Verify(more).FirstBad);
    });

    [Fact]
    public void Two_entries_that_changed_places_are_found_at_the_first() =>
        Gen.Select(Places, Gen.Int[0, 100]).Sample((where, other) =>
        {
            var swapped = where.Trail.ToArray();
            var with = other % swapped.Length;
            (swapped[where.Place], swapped[with]) = (swapped[with], swapped[where.Place]);

            Assert.Equal(with == where.Place ? null : Math.Min(with, where.Place) + 1, Verify(swapped).FirstBad);
        });

    [Fact]
    public void A_cut_end_is_found_by_a_checkpoint_alone() =>
        Trails.SelectMany(trail => Gen.Int[0, trail.Length - 1].Select(left => (trail, left))).Sample((trail, left) =>
        {
            var cut = trail.Take(left).ToArray();
            var checkpoints = Signed(trail, trail.Length);

            Assert.DoesNotContain(VerifyAll(cut), one => one.FirstBad is not null);
            var verifier = new AuditVerifier(checkpoints);
            verifier.Expect(TestTrail.Name);
            Array.ForEach(cut, verifier.Add);
            Assert.Equal(left + 1, Assert.Single(verifier.End()).FirstBad);
        });

    [Fact]
    public void An_older_copy_that_went_on_is_found_by_the_checkpoints_of_the_newer_one() => Places.Sample(where =>
    {
        // Restored from a backup of that length; then other things happened, and more than before.
        var (trail, kept) = where;
        var facts = trail.Take(kept).Concat(Enumerable.Range(1, trail.Length + 1).Select(TestTrail.Plain));
        var forked = TestTrail.Of(facts);

        Assert.Null(Verify(forked).FirstBad);
        var checkpoints = kept == 0 ? Signed(trail, trail.Length) : Signed(trail, kept, trail.Length);
        Assert.Equal(kept + 1, Verify(forked, checkpoints).FirstBad);
    });

    [Fact]
    public void A_checkpoint_with_a_false_signature_is_told_and_not_believed()
    {
        var trail = TestTrail.Of(3);
        var signed = Key.Sign(TestTrail.Name, TestTrail.Tree(trail), TestTrail.Noon);
        var checkpoints = Checkpoints();
        checkpoints.Add(signed with { Size = 9 });

        Assert.Single(checkpoints.Faults);
        Assert.Null(Verify(trail, checkpoints).FirstBad);
    }

    [Fact]
    public void A_later_checkpoint_says_nothing_about_an_export_from_before()
    {
        var trail = TestTrail.Of(9);
        Assert.True(CheckpointKeys.TryParse(Key.PublicPem, out var keys, out _));
        var checkpoints = new CheckpointSet(keys, TestTrail.Noon);
        checkpoints.Add(Key.Sign(TestTrail.Name, TestTrail.Tree(trail.Take(4)), TestTrail.Noon));
        checkpoints.Add(Key.Sign(TestTrail.Name, TestTrail.Tree(trail), TestTrail.Noon.AddMinutes(5)));

        Assert.Null(Verify(trail.Take(6), checkpoints).FirstBad);
        Assert.Equal(4, Verify(trail.Take(3), checkpoints).FirstBad);
    }

    [Fact]
    public void Trails_that_stand_one_after_another_or_mixed_are_verified_each_for_itself()
    {
        var first = TestTrail.Of(4);
        var second = TestTrail.Of(Enumerable.Range(1, 4).Select(number => TestTrail.Plain(number) with { Trail = "system" }));

        var mixed = VerifyAll(first.Zip(second).SelectMany(pair => new[] { pair.First, pair.Second }));
        second[2] = second[2] with { Caller = "eve" };
        var changed = VerifyAll([.. first, .. second]);

        Assert.All(mixed, one => Assert.Null(one.FirstBad));
        Assert.Equal([(TestTrail.Name, (long?)null), ("system", 3L)], changed.Select(one => (one.Trail, one.FirstBad)));
    }

    private static TrailVerdict Verify(IEnumerable<AuditEntry> entries, CheckpointSet? checkpoints = null) =>
        Assert.Single(VerifyAll(entries, checkpoints));

    private static IReadOnlyList<TrailVerdict> VerifyAll(
        IEnumerable<AuditEntry> entries, CheckpointSet? checkpoints = null)
    {
        var verifier = new AuditVerifier(checkpoints);
        foreach (var entry in entries)
        {
            verifier.Add(entry);
        }

        return verifier.End();
    }

    private static CheckpointSet Checkpoints() => CheckpointKeys.TryParse(Key.PublicPem, out var keys, out var reason)
        ? new CheckpointSet(keys, DateTimeOffset.MaxValue)
        : throw new InvalidOperationException(reason);

    private static CheckpointSet Signed(AuditEntry[] trail, params int[] sizes)
    {
        var checkpoints = Checkpoints();
        foreach (var size in sizes)
        {
            checkpoints.Add(Key.Sign(TestTrail.Name, TestTrail.Tree(trail.Take(size)), TestTrail.Noon));
        }

        return checkpoints;
    }

    private static string Other(string hash) => (hash[0] == '0' ? "1" : "0") + hash[1..];
}
