package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.JobQueue;
import io.runnerbean.engine.ledger.LeasedRun;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.message.Body;
import io.runnerbean.engine.message.JsonBody;
import io.runnerbean.engine.registry.BoundJob;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.job.Job;
import io.runnerbean.job.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the job of a run in custody. That there is none, or that the payload does not fit it, is a
 * failure of the attempt like any other: a deploy may have changed either, and may again.
 */
public final class CustodyDecoder {

  private static final Logger NO_JOB = LoggerFactory.getLogger(Job.class);

  private final JobRegistry registry;
  private final JobQueue queue = new JobQueue();

  public CustodyDecoder(JobRegistry registry) {
    this.registry = registry;
  }

  Attempt attempt(LeasedRun run) {
    Optional<RegisteredJob<?>> job = registry.find(run.facts().jobType());
    RetryPolicy policy = job.map(RegisteredJob::retries).orElseGet(RetryPolicy::exponential);
    return new Attempt(
        run.facts(),
        new LeaseClaim(queue, run),
        new Retries.ByLedger(policy),
        job.map(RegisteredJob::timeout).orElse(Duration.ofMinutes(1)),
        job.map(RegisteredJob::log).orElse(NO_JOB));
  }

  BoundJob job(RunFacts run) {
    return context ->
        registry
            .require(run.jobType(), "job_type")
            .bind(Body.of(JsonBody.parse(run.payload())).payload())
            .run(context);
  }
}
