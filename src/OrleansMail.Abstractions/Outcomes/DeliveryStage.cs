namespace OrleansMail.Outcomes;

/// <summary>How far an attempt came.</summary>
[GenerateSerializer, Alias("mail.DeliveryStage")]
public enum DeliveryStage
{
    None = 0,
    Routing = 1,
    Connect = 2,
    Greeting = 3,
    Ehlo = 4,
    StartTls = 5,
    Mail = 6,
    Rcpt = 7,
    Data = 8,
    Body = 9,
    FinalDot = 10,
    Render = 11,
}
