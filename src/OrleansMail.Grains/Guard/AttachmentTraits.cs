namespace OrleansMail.Guard;

/// <summary>What can be wrong with a file that everybody will get.</summary>
[Flags]
public enum AttachmentTraits
{
    None = 0,

    /// <summary>It runs when opened, by its name or its first octets.</summary>
    Program = 1,

    /// <summary>An archive with a program in it.</summary>
    ProgramInside = 2,

    /// <summary>An office file with macros.</summary>
    Macros = 4,

    /// <summary>Sheets, rows, columns or slides that are hidden.</summary>
    Hidden = 8,

    /// <summary>Tracked changes or comments.</summary>
    Changes = 16,

    /// <summary>The author's or the last editor's name.</summary>
    Author = 32,

    /// <summary>Locked by a password, so that nobody on the way can look into it.</summary>
    Locked = 64,

    /// <summary>Larger inside than the guard reads, or damaged.</summary>
    Unread = 128,

    /// <summary>The name hides what the file is: a second ending, or letters that turn the direction of reading.</summary>
    Disguised = 256,
}
