package io.runnerbean.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.testkit.SqsServer;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.containers.GenericContainer;

/** The image that the Dockerfile builds: the worker and the daemon, in two containers. */
@Tag("docker")
@Timeout(900)
class ImageIT {

  @Test
  void runsTheWorkerAndTheDaemonAsAnUnprivilegedUser() throws Exception {
    try (Instance instance = Instance.start()) {
      GenericContainer<?> worker =
          instance
              .containers()
              .worker("worker", with(instance.environment(), "RUNNERBEAN_RUN_KEYS"));
      assertThat(worker.isHealthy()).isTrue();
      assertThat(worker.execInContainer("id", "-u").getStdout().strip()).isEqualTo("10001");
      assertThat(worker.getLogs()).as("its AOT cache is used").doesNotContain("[aot", "[cds");
      instance
          .containers()
          .daemon(
              "worker",
              with(SqsServer.clientEnvironment(), "SQSD_RUN_KEY"),
              daemon(instance, worker));
      instance.send("{\"job_type\":\"InsertJob\",\"data\":\"by the image\"}");
      instance.awaitOne("job_server_data where data = 'by the image'");
    }
  }

  @Test
  @DisplayName("the worker hands over a job and ends within the 10 s that Docker grants")
  void stopsWithinTheGraceOfDocker() throws Exception {
    try (Instance instance = Instance.start();
        Connection lock = instance.database().connect()) {
      Map<String, String> environment = new HashMap<>(instance.environment());
      environment.put("RUNNERBEAN_POLL", Containers.queue(instance.queue()));
      environment.put("RUNNERBEAN_DRAIN", "2");
      GenericContainer<?> worker = instance.containers().worker("worker", environment);
      lock.setAutoCommit(false);
      lock.createStatement().execute("lock table job_server_data");
      instance.send("{\"job_type\":\"InsertJob\",\"data\":\"stopped\"}");
      instance.awaitOne("pg_stat_activity where wait_event_type = 'Lock'");
      assertThat(Containers.exitCodeOfStopped(worker)).as("128 + SIGTERM").isEqualTo(143);
      assertThat(instance.count("runnerbean.job_queue")).as("its run is queued").isEqualTo(1);
    }
  }

  @Test
  void namesMissingSettings() {
    assertThat(Containers.outputOfFailing("worker", Map.of()))
        .contains("RDS_HOSTNAME", "RDS_PASSWORD");
  }

  /** The worker does not trust another container, so the daemon signs. */
  private static Map<String, String> with(Map<String, String> environment, String keySetting) {
    Map<String, String> all = new HashMap<>(environment);
    all.put(keySetting, "a key that is long enough to sign with");
    return all;
  }

  private static List<String> daemon(Instance instance, GenericContainer<?> worker) {
    return List.of(
        "sqsd",
        "--queue-url=" + Containers.queue(instance.queue()),
        "--endpoint-url=" + Containers.endpoint(instance.queue()),
        "--app-url=http://" + Containers.address(worker) + ":8080",
        "--http-path=/job/run");
  }
}
