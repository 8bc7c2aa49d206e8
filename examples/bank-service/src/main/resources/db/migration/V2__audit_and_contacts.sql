-- Standard SQL: H2, PostgreSQL and their like. Statements end with a semicolon at the end of a line.
create table nba_audit (
  entry_no bigint not null primary key,
  kind smallint not null,
  customer varchar(256) not null,
  card varchar(20) not null,
  content varchar(1000000) not null,
  hash varchar(64) not null
);
create index nba_audit_customer on nba_audit (customer, entry_no);
create index nba_audit_card on nba_audit (card);
create table nba_contact (
  policy varchar(256) not null,
  subject varchar(256) not null,
  version bigint not null,
  state varchar(1000000) not null,
  primary key (policy, subject)
);
