package io.runnerbean.engine.dispatch;

import io.runnerbean.engine.database.UnitOfWork;
import io.runnerbean.engine.ledger.Checkpoints;
import io.runnerbean.engine.ledger.LostLeaseException;
import io.runnerbean.engine.registry.Json;
import io.runnerbean.engine.slots.Slots;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.LongRunningContext;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One attempt at a long run, as the job sees it: it has a connection only when it asks for one. */
final class LongRun implements LongRunningContext, AttemptContext, AutoCloseable {

  private static final JsonMapper JSON = Json.strictMapper();

  private final Attempt current;
  private final RunningJob job;
  private final SessionFactory sessions;
  private final Slots slots;
  private final Instant startedAt;
  private final Checkpoints checkpoints = new Checkpoints();
  private @Nullable SlottedUnit last;

  LongRun(
      Attempt current, RunningJob job, SessionFactory sessions, Slots slots, Instant startedAt) {
    this.current = current;
    this.job = job;
    this.sessions = sessions;
    this.slots = slots;
    this.startedAt = startedAt;
  }

  @Override
  public Attempt current() {
    return current;
  }

  @Override
  public Instant startedAt() {
    return startedAt;
  }

  @Override
  public <R> R fromTransaction(Function<Session, R> work) {
    return commit(unit -> work.apply(unit.jobSession()));
  }

  @Override
  public <R> R checkpoint(String step, Class<R> type, Function<Session, R> work) {
    return commit(unit -> {
      Optional<String> done = checkpoints.find(unit.connection(), runId(), step);
      if (done.isPresent()) {
        return JSON.readValue(done.get(), type);
      }
      R result = work.apply(unit.jobSession());
      checkpoints.add(unit.connection(), runId(), step, JSON.writeValueAsString(result));
      return result;
    });
  }

  @Override
  public JobResult finish(Consumer<Session> work) {
    doLast(work);
    return JobResult.succeeded();
  }

  @Override
  public JobResult finish(Consumer<Session> work, Object result) {
    doLast(work);
    return JobResult.succeeded(result);
  }

  /** The unit that the end of the run is written in. */
  UnitOfWork end() {
    if (last == null) {
      last = SlottedUnit.begin(sessions, slots);
    }
    return last.unit();
  }

  @Override
  public void close() {
    if (last != null) {
      last.close();
    }
  }

  /** The transaction stays open: how the run ends is the engine's to write. */
  private void doLast(Consumer<Session> work) {
    requireUnfinished();
    try {
      UnitOfWork unit = end();
      job.enter(unit);
      work.accept(unit.jobSession());
      unit.flush();
    } catch (SQLException e) {
      throw new IllegalStateException("the last transaction could not begin", e);
    }
  }

  private <R> R commit(Work<R> work) {
    requireUnfinished();
    try (SlottedUnit slotted = SlottedUnit.begin(sessions, slots)) {
      return committed(slotted.unit(), work);
    } catch (LostLeaseException e) {
      job.interrupt(Interruption.LEASE_LOST);
      throw new IllegalStateException("another worker has the run by now", e);
    } catch (SQLException e) {
      throw new IllegalStateException("the transaction failed: " + e.getMessage(), e);
    }
  }

  /** It leaves the unit before that closes: the connection's next statement is another's. */
  private <R> R committed(UnitOfWork unit, Work<R> work) throws SQLException, LostLeaseException {
    job.enter(unit);
    try {
      R result = work.in(unit);
      unit.flush();
      current.claim().fence(unit.connection());
      unit.commit();
      return result;
    } finally {
      job.leave();
    }
  }

  private void requireUnfinished() {
    if (last != null) {
      throw new IllegalStateException("nothing can follow finish: return what it returned");
    }
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  private interface Work<R> {
    R in(UnitOfWork unit) throws SQLException;
  }
}
