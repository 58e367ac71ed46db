namespace OrleansMail.Guard;

/// <summary>How grave a finding is.</summary>
[GenerateSerializer, Alias("mail.GuardLevel")]
public enum GuardLevel
{
    /// <summary>Good to know.</summary>
    Info = 0,

    /// <summary>Look again before you submit.</summary>
    Warn = 1,

    /// <summary>The campaign cannot be submitted.</summary>
    Block = 2,
}
