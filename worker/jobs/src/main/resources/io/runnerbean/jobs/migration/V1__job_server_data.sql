-- Hibernate takes each value as the last of a block of 50 ids. The first id is 1000.
create sequence job_server_data_id_seq start with 1049 increment by 50;

create table job_server_data (
  id   bigint primary key default nextval('job_server_data_id_seq') - 49,
  data text not null
);

alter sequence job_server_data_id_seq owned by job_server_data.id;
