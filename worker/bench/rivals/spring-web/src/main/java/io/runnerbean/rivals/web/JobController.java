package io.runnerbean.rivals.web;

import io.runnerbean.rivals.job.JobRequest;
import io.runnerbean.rivals.job.JobService;
import jakarta.validation.Valid;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /job/run}. */
@RestController
class JobController {

  private final JobService jobs;

  JobController(JobService jobs) {
    this.jobs = jobs;
  }

  @PostMapping("/job/run")
  void run(@Valid @RequestBody JobRequest request) throws IOException, InterruptedException {
    jobs.run(request);
  }

  @ExceptionHandler(IllegalArgumentException.class)
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  void invalid() {}
}
