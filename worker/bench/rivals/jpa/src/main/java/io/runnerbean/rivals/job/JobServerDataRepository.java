package io.runnerbean.rivals.job;

import org.springframework.data.jpa.repository.JpaRepository;

interface JobServerDataRepository extends JpaRepository<JobServerData, Long> {}
