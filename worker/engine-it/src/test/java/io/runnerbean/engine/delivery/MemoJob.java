package io.runnerbean.engine.delivery;

import io.runnerbean.engine.Note;
import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;

/** Writes a row, does something that a batch may not survive, and shares its transaction. */
final class MemoJob implements Job<MemoJob.Text> {

  record Text(String text, Mode mode) {}

  /** What it does after it has written its row. */
  enum Mode {
    SUCCEED("Succeeded"),
    THROW("Retrying"),
    VIOLATE("Retrying"),
    SLEEP("Succeeded"),
    RETRY_LATER("Retrying"),
    DISCARD("Discarded"),
    CLEAR("Succeeded"),
    DETACH("Succeeded"),
    COMMIT("Retrying");

    private final String expected;

    Mode(String expected) {
      this.expected = expected;
    }

    /** The outcome of the attempt. */
    String expected() {
      return expected;
    }
  }

  @Override
  public JobType<Text> type() {
    return JobType.of("MemoJob", Text.class);
  }

  @Override
  public int runsPerTransaction() {
    return 50;
  }

  @Override
  public Duration timeout() {
    return Duration.ofSeconds(30);
  }

  @Override
  public JobResult run(Text payload, JobContext context) throws Exception {
    Session session = context.session();
    Note note = new Note(payload.text());
    session.persist(note);
    switch (payload.mode()) {
      case SUCCEED -> {
        // nothing more
      }
      case THROW -> throw new IllegalStateException("the job fails");
      case VIOLATE -> session.persist(new Note(payload.text()));
      case SLEEP -> TimeUnit.MILLISECONDS.sleep(500);
      case RETRY_LATER -> {
        return JobResult.retryLater("not now");
      }
      case DISCARD -> {
        return JobResult.discarded("not wanted");
      }
      case CLEAR -> {
        session.flush();
        session.clear();
      }
      case DETACH -> {
        session.flush();
        session.detach(note);
      }
      case COMMIT ->
          session.doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
              boolean _ = statement.execute("commit");
            }
          });
    }
    return JobResult.succeeded(payload.text());
  }
}
