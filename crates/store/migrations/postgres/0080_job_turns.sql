-- Whose turn it is: tenants with work are served one after another, however much each of them has waiting.
CREATE TABLE job_turns (
    tenant_id UUID NOT NULL PRIMARY KEY REFERENCES tenants (tenant_id) ON DELETE CASCADE,
    turn BIGINT NOT NULL
);
CREATE INDEX job_turns_by_turn ON job_turns (turn);

DROP INDEX jobs_due;
CREATE INDEX jobs_waiting ON jobs (tenant_id, run_at, id) WHERE NOT dead;
CREATE INDEX jobs_leased ON jobs (tenant_id, lease_until) WHERE lease_until IS NOT NULL;

ALTER TABLE job_turns ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_turns FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant ON job_turns USING (tenant_id = (SELECT parlor_tenant()));
CREATE POLICY directory ON job_turns USING ((SELECT parlor_is_directory()));
