package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.Ended;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.job.Job;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try at a run.
 *
 * @param timeout how long it may take
 * @param log of the job's class
 * @param notes what the job tells meanwhile
 */
record Attempt(
    RunFacts facts, Claim claim, Retries retries, Duration timeout, Logger log, RunNotes notes) {

  private static final Logger NO_JOB = LoggerFactory.getLogger(Job.class);

  /** There is nothing to wait for. */
  private static final Duration NO_JOBS_TIMEOUT = Duration.ofMinutes(1);

  static Attempt of(RegisteredJob<?> job, RunFacts facts, Claim claim, Retries retries) {
    return new Attempt(facts, claim, retries, job.timeout(), job.log(), new RunNotes());
  }

  /** At a run that no job of ours can take. */
  static Attempt withoutJob(RunFacts facts, Claim claim, Retries retries) {
    return new Attempt(facts, claim, retries, NO_JOBS_TIMEOUT, NO_JOB, new RunNotes());
  }

  /** Its end, if its job returned this as JSON; null: it returned nothing. */
  Ended succeeded(@Nullable String result, Duration took) {
    return Ended.succeeded(took, result, notes.log());
  }

  RunId id() {
    return RunId.of(facts);
  }
}
