package io.runnerbean.rivals.job;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The jobs. */
@Service
public class JobService {

  private static final int WAIT_MILLIS = 100;

  private final JobServerDataRepository repository;

  JobService(JobServerDataRepository repository) {
    this.repository = repository;
  }

  /** Commits the one row of a job. */
  @Transactional
  public void run(JobRequest request) throws InterruptedException {
    switch (request.job_type()) {
      case "InsertJob" -> {}
      case "WaitJob" -> Thread.sleep(WAIT_MILLIS); // another service answers after this time
      default -> throw new IllegalArgumentException("unknown job type: " + request.job_type());
    }
    repository.save(new JobServerData(request.data()));
  }
}
