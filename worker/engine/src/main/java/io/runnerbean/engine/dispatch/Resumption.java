package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.LeasedRun;
import io.runnerbean.engine.registry.BoundJob;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Makes attempts at runs in custody, as many as a slot is given, one after the other. */
public record Resumption(CustodyDecoder decoder, Work work, SharedTransaction shared) {

  /**
   * Where there are several, their job allows them to share transactions. What has failed before
   * does not: it would only take the others along again.
   *
   * @param settle is told of each that was left to a transaction of its own
   */
  void of(List<LeasedRun> runs, BiConsumer<LeasedRun, Outcome> settle) {
    List<LeasedRun> first = runs.stream().filter(Resumption::mayShare).toList();
    List<LeasedRun> alone = new ArrayList<>(shareTransactions(first));
    runs.stream().filter(run -> !mayShare(run)).forEach(alone::add);
    alone.forEach(run -> settle.accept(run, alone(run)));
  }

  /** Those are left that could not. */
  private List<LeasedRun> shareTransactions(List<LeasedRun> runs) {
    List<LeasedRun> left = runs;
    int done = 1;
    while (left.size() > 1 && done > 0) {
      done = shared.run(left);
      left = left.subList(done, left.size());
    }
    return left;
  }

  private Outcome alone(LeasedRun run) {
    return work.run(
        decoder.attempt(run),
        run.cancelled() ? (BoundJob) Resumption::cancelled : decoder.job(run.facts()));
  }

  private static JobResult cancelled(JobContext context) throws GivenUpException {
    throw new GivenUpException(Interruption.CANCEL, null);
  }

  private static boolean mayShare(LeasedRun run) {
    return run.facts().attempt() == 1 && !run.cancelled();
  }
}
