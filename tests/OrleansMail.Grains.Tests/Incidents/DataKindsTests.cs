namespace OrleansMail.Incidents;

public sealed class DataKindsTests
{
    [Theory]
    [InlineData("address", DataKind.EmailAddress)]
    [InlineData("E-Mail", DataKind.EmailAddress)]
    [InlineData("メールアドレス", DataKind.EmailAddress)]
    [InlineData("氏名", DataKind.Name)]
    [InlineData("last_name", DataKind.Name)]
    [InlineData("フリガナ", DataKind.Name)]
    [InlineData("会社名", DataKind.Employment)]
    [InlineData("住所", DataKind.PostalAddress)]
    [InlineData("zip", DataKind.PostalAddress)]
    [InlineData("電話番号", DataKind.Phone)]
    [InlineData("生年月日", DataKind.Birth)]
    [InlineData("age", DataKind.Birth)]
    [InlineData("message", DataKind.Other)]
    [InlineData("性別", DataKind.Gender)]
    [InlineData("会員番号", DataKind.Identifier)]
    [InlineData("customer_id", DataKind.Identifier)]
    [InlineData("カード番号", DataKind.Financial)]
    [InlineData("口座番号", DataKind.Financial)]
    [InlineData("temporary password", DataKind.Financial)]
    [InlineData("健康診断の結果", DataKind.Sensitive)]
    [InlineData("medical_note", DataKind.Sensitive)]
    [InlineData("race", DataKind.Sensitive)]
    [InlineData("trace", DataKind.Other)]
    public void A_name_tells_what_is_in_the_column(string column, DataKind kind) =>
        Assert.Equal(kind, DataKinds.Of(column));
}
