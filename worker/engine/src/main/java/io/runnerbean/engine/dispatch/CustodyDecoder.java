package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.JobQueue;
import io.runnerbean.engine.ledger.LeasedRun;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.message.Body;
import io.runnerbean.engine.message.JsonBody;
import io.runnerbean.engine.registry.Bound;
import io.runnerbean.engine.registry.BoundJob;
import io.runnerbean.engine.registry.BoundLongRunningJob;
import io.runnerbean.engine.registry.JobRegistry;
import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.job.RetryPolicy;

/**
 * Finds the job of a run in custody. That there is none, or that the payload does not fit it, is a
 * failure of the attempt like any other: a deploy may have changed either, and may again.
 */
public final class CustodyDecoder {

  private final JobRegistry registry;
  private final JobQueue queue = new JobQueue();

  public CustodyDecoder(JobRegistry registry) {
    this.registry = registry;
  }

  Attempt attempt(LeasedRun run) {
    return registry
        .find(run.facts().jobType())
        .map(job -> attempt(run, job))
        .orElseGet(() ->
            Attempt.withoutJob(
                run.facts(),
                new LeaseClaim(queue, run, false),
                new Retries.ByLedger(RetryPolicy.exponential())));
  }

  /**
   * One that may share a transaction.
   *
   * @throws IllegalStateException if it runs for long: it has transactions of its own
   */
  BoundJob shortJob(RunFacts run) {
    return switch (job(run)) {
      case BoundJob job -> job;
      case BoundLongRunningJob _ ->
          throw new IllegalStateException(run.jobType() + " runs for long");
    };
  }

  Bound job(RunFacts run) {
    String type = run.jobType();
    return registry
        .find(type)
        .map(job -> job.bindLate(() -> Body.of(JsonBody.parse(run.payload())).payload()))
        .orElseGet(() -> unknown(type));
  }

  private Attempt attempt(LeasedRun run, RegisteredJob<?> job) {
    Claim claim = new LeaseClaim(queue, run, job.limitsConcurrency());
    return Attempt.of(job, run.facts(), claim, new Retries.ByLedger(job.retries()));
  }

  private BoundJob unknown(String type) {
    return _ -> {
      throw registry.unknown(type, "job_type");
    };
  }
}
