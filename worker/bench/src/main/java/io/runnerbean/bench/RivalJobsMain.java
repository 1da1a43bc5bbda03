package io.runnerbean.bench;

import io.runnerbean.job.Job;
import io.runnerbean.job.JobContext;
import io.runnerbean.job.JobResult;
import io.runnerbean.job.JobType;
import io.runnerbean.jobs.InsertJob;
import io.runnerbean.jobs.JobServerData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The worker as it ships, with two more jobs. */
public final class RivalJobsMain {

  /** InsertJob with a transaction for each run. */
  static final String INSERT_ALONE = "InsertAlone";

  /** InsertJob after a call of another service. */
  static final String WAIT = "WaitJob";

  /** The environment variable with the address of {@link SlowServiceMain}, if jobs call it. */
  static final String SERVICE = "SLOW_SERVICE_URL";

  private RivalJobsMain() {}

  public static void main(String[] args) throws InterruptedException {
    String service = System.getenv().getOrDefault(SERVICE, RivalPrograms.NO_SERVICE);
    WorkerWithMoreJobs.run(List.of(new InsertAlone(), WaitJob.of(service)));
  }

  /** Inserts the row of InsertJob. */
  private record InsertAlone() implements Job<InsertJob.Payload> {

    @Override
    public JobType<InsertJob.Payload> type() {
      return JobType.of(INSERT_ALONE, InsertJob.Payload.class);
    }

    @Override
    public JobResult run(InsertJob.Payload payload, JobContext context) {
      context.session().persist(new JobServerData(payload.data()));
      return JobResult.succeeded();
    }
  }

  /** Calls the service, and then inserts the row of InsertJob. */
  private record WaitJob(HttpClient client, HttpRequest call) implements Job<InsertJob.Payload> {

    private static WaitJob of(String service) {
      return new WaitJob(
          HttpClient.newHttpClient(), HttpRequest.newBuilder(URI.create(service)).build());
    }

    @Override
    public JobType<InsertJob.Payload> type() {
      return JobType.of(WAIT, InsertJob.Payload.class);
    }

    @Override
    public JobResult run(InsertJob.Payload payload, JobContext context)
        throws IOException, InterruptedException {
      var _ = client.send(call, HttpResponse.BodyHandlers.discarding());
      context.session().persist(new JobServerData(payload.data()));
      return JobResult.succeeded();
    }
  }
}
