namespace OrleansMail.Guard;

/// <summary>One thing that must not go wrong when mail is sent to many.</summary>
public interface IGuardRule
{
    /// <summary>Short, fixed, in lower case with dashes.</summary>
    string Name { get; }

    IGuardCheck Begin(GuardCampaign campaign);
}
