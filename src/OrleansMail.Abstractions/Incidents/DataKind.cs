namespace OrleansMail.Incidents;

/// <summary>What sort of data a merge field holds, guessed from its name.</summary>
[GenerateSerializer, Alias("mail.DataKind")]
public enum DataKind
{
    /// <summary>The name says nothing: a person has to look.</summary>
    Other = 0,

    EmailAddress = 1,
    Name = 2,
    PostalAddress = 3,
    Phone = 4,
    Birth = 5,
    Gender = 6,
    Employment = 7,

    /// <summary>A number that stands for the person, such as a customer's.</summary>
    Identifier = 8,

    /// <summary>Accounts, cards, and what lets somebody pay or sign in: abuse may cost the person money.</summary>
    Financial = 9,

    /// <summary>要配慮個人情報 (個人情報保護法 第2条第3項): health, creed, race, status, crime.</summary>
    Sensitive = 10,
}
