package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.ledger.Ended;
import io.runnerbean.engine.ledger.History;
import io.runnerbean.engine.ledger.JobQueue;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.ledger.UniqueRuns;
import io.runnerbean.engine.registry.UniqueKey;
import io.runnerbean.job.Unique;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes runs into custody of which one is enough. Each method is part of the connection's
 * transaction.
 */
public record Uniqueness(UniqueRuns keys, JobQueue queue, History history) {

  /** Whom it meets may end, or begin, at this moment: then it looks again. */
  Outcome admit(Connection connection, RunFacts run, UniqueKey unique) throws SQLException {
    UniqueRuns.Key key = key(run, unique);
    Optional<Outcome> outcome = Optional.empty();
    while (outcome.isEmpty()) {
      outcome =
          keys.take(connection, key, run.runId())
              ? Optional.of(add(connection, run, key, unique.rule()))
              : meet(connection, run, key, unique.rule());
    }
    return outcome.get();
  }

  private Optional<Outcome> meet(
      Connection connection, RunFacts run, UniqueRuns.Key key, Unique<?> rule) throws SQLException {
    Optional<UUID> other = keys.holder(connection, key);
    if (other.isEmpty()) {
      return Optional.empty();
    }
    return switch (rule.mode()) {
      case IGNORE -> Optional.of(needless(connection, run, other.get()));
      case REPLACE, DEBOUNCE -> replace(connection, run, key, rule, other.get());
    };
  }

  private Outcome needless(Connection connection, RunFacts run, UUID other) throws SQLException {
    history.add(connection, run, Ended.needless("run %s does the same work".formatted(other)));
    return new Outcome.Needless(RunId.of(run), other);
  }

  private Optional<Outcome> replace(
      Connection connection, RunFacts run, UniqueRuns.Key key, Unique<?> rule, UUID other)
      throws SQLException {
    Optional<RunFacts> waiting = queue.withdraw(connection, other);
    if (waiting.isEmpty()) {
      return keys.holder(connection, key).equals(Optional.of(other))
          ? Optional.of(needless(connection, run, other))
          : Optional.empty();
    }
    String why = "run %s took its place".formatted(run.runId());
    history.add(connection, waiting.get(), Ended.waiting(why));
    keys.takeOver(connection, key, run.runId());
    Outcome.Admitted admitted = add(connection, run, key, rule);
    return Optional.of(new Outcome.Replaced(admitted.run(), admitted.due(), other));
  }

  private Outcome.Admitted add(
      Connection connection, RunFacts run, UniqueRuns.Key key, Unique<?> rule) throws SQLException {
    Duration wait = rule.quiet();
    queue.add(connection, run, wait);
    keys.tie(connection, key);
    return new Outcome.Admitted(RunId.of(run), wait);
  }

  private static UniqueRuns.Key key(RunFacts run, UniqueKey unique) {
    Unique<?> rule = unique.rule();
    return new UniqueRuns.Key(run.jobType(), unique.text(), rule.during(), rule.time());
  }
}
