-- What people say of answers that a model has judged.

-- How many judgements a result has; those from before are not asked about.
ALTER TABLE eval_results ADD COLUMN judged BIGINT NOT NULL DEFAULT 0;
CREATE INDEX eval_results_judged ON eval_results (tenant_id, suite_id, id) WHERE judged > 0;

-- No reference to the result: a label outlives the run that it was made on.
CREATE TABLE eval_labels (
    tenant_id BLOB NOT NULL,
    result_id BLOB NOT NULL,
    place BIGINT NOT NULL,
    run_id BLOB NOT NULL,
    suite_id BLOB NOT NULL,
    case_name TEXT NOT NULL,
    judge TEXT NOT NULL,
    judge_good BOOLEAN NOT NULL,
    good BOOLEAN NOT NULL,
    note TEXT,
    member_id BLOB,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, result_id, place),
    FOREIGN KEY (tenant_id, suite_id) REFERENCES eval_suites (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX eval_labels_by_suite ON eval_labels (tenant_id, suite_id, judge);
