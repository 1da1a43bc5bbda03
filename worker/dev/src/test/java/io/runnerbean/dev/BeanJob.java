package io.runnerbean.dev;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.job.RetryPolicy;
import java.time.Duration;
import java.util.Map;

/** Ends as its payload says. */
final class BeanJob implements Job<BeanJob.Bean> {

  /** The payload: how to end. */
  record Bean(String way, String customer) {}

  @Override
  public JobType<Bean> type() {
    return JobType.of("BeanJob", Bean.class);
  }

  @Override
  public RetryPolicy retries() {
    return RetryPolicy.fixed(Duration.ofHours(1)).neverOn(IllegalArgumentException.class);
  }

  @Override
  public JobResult run(Bean bean, JobContext context) {
    return switch (bean.way()) {
      case "succeed" -> JobResult.succeeded(Map.of("beans", 7));
      case "retry" ->
          context.attempt() == 1 ? JobResult.retryLater("not ripe") : JobResult.succeeded();
      case "sleep" -> {
        context.progress(1, 3, "sleeping");
        Object _ =
            context
                .session()
                .createNativeQuery("select pg_sleep(100)", Object.class)
                .getSingleResult();
        yield JobResult.succeeded();
      }
      default -> throw new IllegalArgumentException("no way " + bean.way());
    };
  }
}
