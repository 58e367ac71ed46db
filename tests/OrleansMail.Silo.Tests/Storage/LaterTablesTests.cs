using OrleansMail.Sealing;

namespace OrleansMail.Storage;

// The present program on tables of a later release: what every store promises holds there too.

public sealed class LaterSqliteClaimTests() : ClaimTests(StorageKind.SqliteLater);

public sealed class LaterPostgresClaimTests() : ClaimTests(StorageKind.PostgresLater);

public sealed class LaterSqliteLedgerStoreTests() : LedgerStoreTests(StorageKind.SqliteLater);

public sealed class LaterPostgresLedgerStoreTests() : LedgerStoreTests(StorageKind.PostgresLater);

public sealed class LaterSqliteLedgerCountTests() : LedgerCountTests(StorageKind.SqliteLater);

public sealed class LaterPostgresLedgerCountTests() : LedgerCountTests(StorageKind.PostgresLater);

public sealed class LaterSqliteAudienceStoreTests() : AudienceStoreTests(StorageKind.SqliteLater);

public sealed class LaterPostgresAudienceStoreTests() : AudienceStoreTests(StorageKind.PostgresLater);

public sealed class LaterSqliteGrainStateStoreTests() : GrainStateStoreTests(StorageKind.SqliteLater);

public sealed class LaterPostgresGrainStateStoreTests() : GrainStateStoreTests(StorageKind.PostgresLater);

public sealed class LaterSqliteAuditStoreTests() : AuditStoreTests(StorageKind.SqliteLater);

public sealed class LaterPostgresAuditStoreTests() : AuditStoreTests(StorageKind.PostgresLater);

public sealed class LaterSqliteSmallStoreTests() : SmallStoreTests(StorageKind.SqliteLater);

public sealed class LaterPostgresSmallStoreTests() : SmallStoreTests(StorageKind.PostgresLater);

public sealed class LaterSqliteStreamTests() : StreamTests(StorageKind.SqliteLater);

public sealed class LaterPostgresStreamTests() : StreamTests(StorageKind.PostgresLater);

public sealed class LaterSqlitePeopleStateTests() : PeopleStateTests(StorageKind.SqliteLater);

public sealed class LaterPostgresPeopleStateTests() : PeopleStateTests(StorageKind.PostgresLater);

public sealed class LaterSqliteSealedStoreTests() : SealedStoreTests(StorageKind.SqliteLater);

public sealed class LaterPostgresSealedStoreTests() : SealedStoreTests(StorageKind.PostgresLater);

public sealed class LaterSqliteForgettingTests() : ForgettingTests(StorageKind.SqliteLater);

public sealed class LaterPostgresForgettingTests() : ForgettingTests(StorageKind.PostgresLater);

public sealed class LaterSqliteImportIndexTests() : ImportIndexTests(StorageKind.SqliteLater);
