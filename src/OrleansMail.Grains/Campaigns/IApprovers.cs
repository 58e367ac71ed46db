namespace OrleansMail.Campaigns;

/// <summary>What has become of those who approved a campaign.</summary>
internal interface IApprovers
{
    /// <summary>False when whoever gave it, or whose deputy that was, has lost the account or the right since.</summary>
    /// <param name="given">One person's yes.</param>
    /// <param name="domain">The campaign's sending domain.</param>
    Task<bool> MayStillAsync(Approval given, string domain);
}
