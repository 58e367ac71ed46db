-- The silos of a cluster. Orleans brings no tables of its own: it reads its statements out of OrleansQuery by their keys
-- and passes the parameters by name. Each statement here is one command, so that nothing is left half done.
CREATE TABLE cluster_version
(
    deployment varchar(150) PRIMARY KEY,
    version    integer NOT NULL DEFAULT 0
);

CREATE TABLE cluster_silo
(
    deployment    varchar(150) NOT NULL REFERENCES cluster_version,
    address       varchar(45) NOT NULL,
    port          integer NOT NULL,
    generation    integer NOT NULL,
    silo_name     varchar(150) NOT NULL,
    host_name     varchar(150) NOT NULL,
    status        integer NOT NULL,
    proxy_port    integer,
    suspect_times varchar(8000),
    started_at    timestamptz(3) NOT NULL,
    alive_at      timestamptz(3) NOT NULL,
    PRIMARY KEY (deployment, address, port, generation)
);

CREATE TABLE OrleansQuery
(
    QueryKey  varchar(64) PRIMARY KEY,
    QueryText varchar(8000) NOT NULL
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', '
    WITH made AS (
        INSERT INTO cluster_version (deployment) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT count(*)::integer FROM made'),

('InsertMembershipKey', '
    WITH moved AS (
        UPDATE cluster_version SET version = version + 1
        WHERE deployment = @DeploymentId AND version = @Version AND NOT EXISTS (
            SELECT 1 FROM cluster_silo
            WHERE deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING 1),
    made AS (
        INSERT INTO cluster_silo (
            deployment, address, port, generation, silo_name, host_name, status, proxy_port, started_at, alive_at)
        SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime,
            @IAmAliveTime
        FROM moved RETURNING 1)
    SELECT count(*)::integer FROM made'),

('UpdateMembershipKey', '
    WITH moved AS (
        UPDATE cluster_version SET version = version + 1
        WHERE deployment = @DeploymentId AND version = @Version AND EXISTS (
            SELECT 1 FROM cluster_silo
            WHERE deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING 1),
    changed AS (
        UPDATE cluster_silo SET status = @Status, suspect_times = @SuspectTimes, alive_at = greatest(alive_at, @IAmAliveTime)
        FROM moved
        WHERE deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
        RETURNING 1)
    SELECT count(*)::integer FROM changed'),

('UpdateIAmAlivetimeKey', '
    UPDATE cluster_silo SET alive_at = @IAmAliveTime
    WHERE deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation'),

('MembershipReadRowKey', '
    SELECT v.deployment AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation,
        s.silo_name AS SiloName, s.host_name AS HostName, s.status AS Status, s.proxy_port AS ProxyPort,
        s.suspect_times AS SuspectTimes, s.started_at AS StartTime, s.alive_at AS IAmAliveTime, v.version AS Version
    FROM cluster_version v LEFT JOIN cluster_silo s
        ON s.deployment = v.deployment AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
    WHERE v.deployment = @DeploymentId'),

('MembershipReadAllKey', '
    SELECT v.deployment AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation,
        s.silo_name AS SiloName, s.host_name AS HostName, s.status AS Status, s.proxy_port AS ProxyPort,
        s.suspect_times AS SuspectTimes, s.started_at AS StartTime, s.alive_at AS IAmAliveTime, v.version AS Version
    FROM cluster_version v LEFT JOIN cluster_silo s ON s.deployment = v.deployment
    WHERE v.deployment = @DeploymentId'),

('DeleteMembershipTableEntriesKey', '
    WITH silos AS (DELETE FROM cluster_silo WHERE deployment = @DeploymentId)
    DELETE FROM cluster_version WHERE deployment = @DeploymentId'),

('GatewaysQueryKey', '
    SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation FROM cluster_silo
    WHERE deployment = @DeploymentId AND status = @Status AND proxy_port > 0'),

-- 6 is Dead: whoever is only late is not forgotten.
('CleanupDefunctSiloEntriesKey', '
    DELETE FROM cluster_silo
    WHERE deployment = @DeploymentId AND status = 6 AND alive_at < @IAmAliveTime AND started_at < @IAmAliveTime'),

('CleanupDefunctSiloEntryKey', '
    DELETE FROM cluster_silo
    WHERE deployment = @DeploymentId AND status = 6
        AND address = @Address AND port = @Port AND generation = @Generation
        AND alive_at = @IAmAliveTime AND started_at = @StartTime
        AND coalesce(suspect_times, '''') = coalesce(@SuspectTimes, '''')');
