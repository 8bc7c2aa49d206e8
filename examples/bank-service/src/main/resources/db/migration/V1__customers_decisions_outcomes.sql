-- Standard SQL: H2, PostgreSQL and their like.
create table customer (
  customer_id varchar(64) not null primary key,
  age integer not null,
  region varchar(64) not null,
  occupation varchar(64) not null,
  income double precision,
  balance double precision not null,
  savings double precision not null,
  debt_to_income double precision not null,
  tenure_months integer not null,
  products integer not null,
  has_credit_card boolean not null,
  has_mortgage boolean not null,
  has_loan boolean not null,
  has_investments boolean not null,
  has_insurance boolean not null,
  salary_account boolean not null,
  logins30d integer not null,
  branch_visits integer not null,
  complaints12m integer not null,
  balance_trend double precision,
  last_contact_days_ago integer,
  joined date not null,
  credit_score integer,
  email_consent boolean not null
);

-- What is needed to find a decision again; the whole of it is in the audit log.
create table decision (
  decision_id varchar(64) not null primary key,
  customer_id varchar(64) not null,
  action varchar(256) not null,
  title varchar(256) not null,
  channel varchar(64) not null,
  expected_value double precision not null,
  churn double precision not null,
  engine varchar(64) not null,
  decided_at timestamp with time zone not null
);
create index decision_customer on decision (customer_id, decided_at);

-- One row for each thing heard of a decision; heard twice, it is kept once.
create table outcome (
  decision_id varchar(64) not null references decision (decision_id),
  outcome varchar(16) not null,
  happened_at timestamp with time zone not null,
  primary key (decision_id, outcome)
);
