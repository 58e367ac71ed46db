namespace OrleansMail.Guard;

/// <summary>
/// Values must stand in the row of their address: a list whose columns were moved or sorted apart greets everybody by
/// another's name. Names and second addresses are compared with the address of their own row and of its neighbours.
/// </summary>
public sealed class ShiftedRowsRule : IGuardRule
{
    /// <summary>Share of shifted rows above which the list is broken.</summary>
    private const double MaxShare = 0.02;

    /// <summary>Columns looked at: the first ones hold the names.</summary>
    private const int MaxColumns = 8;

    public string Name => "shifted-rows";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return new Check(new Tally(Name), campaign.Columns);
    }

    private sealed class Check(Tally tally, IReadOnlyList<string> columns) : IGuardCheck
    {
        private readonly ShiftedColumn[] _watched =
            [.. Enumerable.Range(0, Math.Min(columns.Count, MaxColumns)).Select(column => new ShiftedColumn(column))];

        private long _rows;
        private long _place;

        public void Learn(in GuardRow row)
        {
            foreach (var column in _watched)
            {
                column.Learn(row);
            }
        }

        public void Row(in GuardRow row)
        {
            _rows++;
            _place = row.Place;
            foreach (var column in _watched)
            {
                column.Row(row);
            }
        }

        public IEnumerable<GuardFinding> Findings()
        {
            foreach (var column in _watched)
            {
                column.Close(_place);
                var field = columns[column.Column];
                if (column.Shifted > 0)
                {
                    tally.Add(
                        column.Shifted > _rows * MaxShare ? GuardLevel.Block : GuardLevel.Warn,
                        "Values fit the address of the row above or below better than their own.",
                        column.First, field, column.Shifted);
                }
                else if (column.IsApart)
                {
                    tally.Add(
                        column.IsSorted ? GuardLevel.Block : GuardLevel.Warn,
                        "Values fit the addresses of other rows, hardly ever their own: was one column sorted alone?",
                        field: field, count: _rows);
                }
            }

            return tally.Findings();
        }
    }
}
