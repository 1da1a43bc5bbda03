package io.runnerbean.engine.execution;

import io.runnerbean.engine.store.RunRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Marks each line that this thread logs with the names of a run, until it is closed. */
public final class RunLogFields implements AutoCloseable {

  private final List<MDC.MDCCloseable> fields = new ArrayList<>(4);

  private RunLogFields() {}

  public static RunLogFields open(RunRecord run) {
    RunLogFields log = new RunLogFields();
    log.add("job_type", run.jobType());
    log.add("run_id", run.id().toString());
    log.add("message_id", run.source().messageId());
    log.add("attempt", String.valueOf(run.attempt()));
    return log;
  }

  /** Removes the fields, because the thread then runs other jobs. */
  @Override
  public void close() {
    fields.forEach(MDC.MDCCloseable::close);
  }

  private void add(String name, @Nullable String value) {
    if (value != null) {
      fields.add(MDC.putCloseable(name, value));
    }
  }
}
