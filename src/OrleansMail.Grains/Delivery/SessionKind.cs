namespace OrleansMail.Delivery;

/// <summary>What a session would be to its lane: who gets the next place depends on it.</summary>
internal enum SessionKind
{
    /// <summary>The lane has none, and nothing bad is known of its site.</summary>
    First,

    /// <summary>Its site was slow, did not let us in or refused what it was sent: whether it has one or not.</summary>
    Doubtful,

    /// <summary>The lane has one already, and nothing bad is known of its site.</summary>
    Further,
}
