create sequence job_server_data_id_seq start with 1000;

create table job_server_data (
  id   bigint primary key default nextval('job_server_data_id_seq'),
  data text not null
);

alter sequence job_server_data_id_seq owned by job_server_data.id;
