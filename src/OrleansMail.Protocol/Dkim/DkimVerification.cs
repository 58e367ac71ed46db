namespace OrleansMail.Dkim;

/// <summary>The answer of <see cref="DkimVerifier"/>.</summary>
/// <param name="Domain">The <c>d=</c> domain; empty when there is no readable signature.</param>
/// <param name="Reason">Plain words; empty for a pass.</param>
public sealed record DkimVerification(DkimVerdict Verdict, string Domain, string Selector, string Reason)
{
    public bool IsPass => Verdict == DkimVerdict.Pass;
}
