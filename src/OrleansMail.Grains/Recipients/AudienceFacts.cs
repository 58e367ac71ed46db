namespace OrleansMail.Recipients;

/// <summary>What is known about an audience without reading its rows.</summary>
/// <param name="Root">SHA-256 over number, row count and hash of every chunk, in order; empty chunks included.</param>
/// <param name="SameDuplicates">Rows left out because address and values were there already.</param>
/// <param name="OtherDuplicates">Rows left out whose address was there with other values.</param>
public sealed record AudienceFacts(
    long Audience, string Campaign, string[] Columns, long Rows, int Chunks, byte[] Root, bool IsStream,
    long SameDuplicates, long OtherDuplicates);
