-- Hibernate takes each value of the sequence as the last of a block of 50 ids. A statement that inserts without an id takes
-- the first of a block.
alter sequence job_server_data_id_seq increment by 50;

select setval('job_server_data_id_seq', coalesce(max(id), 999)) from job_server_data;

alter table job_server_data alter column id set default nextval('job_server_data_id_seq') - 49;
