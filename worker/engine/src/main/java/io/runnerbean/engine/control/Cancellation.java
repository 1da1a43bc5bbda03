package io.runnerbean.engine.control;

import io.runnerbean.engine.ledger.Ended;
import io.runnerbean.engine.ledger.History;
import io.runnerbean.engine.ledger.JobQueue;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.ledger.WorkerRuns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Ends runs that a person does not want any more. One that waits is ended here; one that a worker
 * has is ended by that worker, which looks every second.
 */
public final class Cancellation {

  private static final String WHY = "a person cancelled it while it waited";

  private final JobQueue queue = new JobQueue();
  private final History history;

  /** Cancels on behalf of whoever this history names. */
  public Cancellation(History history) {
    this.history = history;
  }

  /** What has become of the wish. */
  public sealed interface Answer {

    /** It has ended, and does not start any more. */
    record Ended() implements Answer {}

    /** A worker has it, and was told. */
    record Told(String worker) implements Answer {}

    /** It neither waits nor runs. */
    record NotThere() implements Answer {}
  }

  /** Ends the run or has it ended, and commits that. */
  public Answer cancel(Connection connection, UUID runId) throws SQLException {
    connection.setAutoCommit(false);
    Answer answer = answer(connection, runId);
    connection.commit();
    return answer;
  }

  private Answer answer(Connection connection, UUID runId) throws SQLException {
    Optional<RunFacts> waiting = queue.withdraw(connection, runId);
    if (waiting.isPresent()) {
      history.add(connection, waiting.get(), Ended.waiting(WHY));
      return new Answer.Ended();
    }
    Optional<String> leased = queue.cancel(connection, runId);
    Optional<String> running = WorkerRuns.cancel(connection, runId);
    return leased.or(() -> running).<Answer>map(Answer.Told::new).orElseGet(Answer.NotThere::new);
  }
}
