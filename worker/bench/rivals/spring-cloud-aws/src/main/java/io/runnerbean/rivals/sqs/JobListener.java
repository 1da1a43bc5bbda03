package io.runnerbean.rivals.sqs;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.runnerbean.rivals.job.JobRequest;
import io.runnerbean.rivals.job.JobService;
import jakarta.validation.Valid;
import java.io.IOException;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Component;

/** Runs the job of each message. If it returns, the message is deleted. */
@Component
class JobListener {

  private final JobService jobs;

  JobListener(JobService jobs) {
    this.jobs = jobs;
  }

  @SqsListener("${SQSD_QUEUE_URL}")
  void run(@Valid @Payload JobRequest request) throws IOException, InterruptedException {
    jobs.run(request);
  }
}
