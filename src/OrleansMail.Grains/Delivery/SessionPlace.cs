namespace OrleansMail.Delivery;

/// <summary>A session that a lane may open.</summary>
/// <param name="Kind">What it is to the lane, as far as the room is concerned: until it ends.</param>
internal readonly record struct SessionPlace(LaneRunner Lane, SessionKind Kind);
