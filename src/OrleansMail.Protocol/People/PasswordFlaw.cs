namespace OrleansMail.People;

/// <summary>Which rule a password breaks. There is no rule about kinds of characters, and none about age.</summary>
public enum PasswordFlaw
{
    None = 0,
    TooShort,
    TooLong,

    /// <summary>It is on the list of common passwords, alone or with digits and signs around it.</summary>
    Common,

    /// <summary>It was found in a breach, by the list that the operator gave.</summary>
    Breached,

    /// <summary>Little is left of it without the user's name, the mail domain or the product's name.</summary>
    Context,

    /// <summary>It runs along the keyboard, such as <c>qwertyuiop</c> or <c>1qaz2wsx</c>.</summary>
    Keyboard,

    /// <summary>It counts up or down, such as <c>abcdefgh</c> or <c>987654321</c>.</summary>
    Sequence,

    /// <summary>It repeats a few characters.</summary>
    Repeats,
}
