package io.runnerbean.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.runnerbean.testkit.SqsServer;
import java.util.List;
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
      GenericContainer<?> worker = instance.containers().worker("worker", instance.environment());
      assertThat(worker.isHealthy()).isTrue();
      assertThat(worker.execInContainer("id", "-u").getStdout().strip()).isEqualTo("10001");
      assertThat(worker.getLogs()).as("its AOT cache is used").doesNotContain("[aot", "[cds");
      instance
          .containers()
          .daemon("worker", SqsServer.clientEnvironment(), daemon(instance, worker));
      instance.send("{\"job_type\":\"InsertJob\",\"data\":\"by the image\"}");
      instance.awaitOne("job_server_data where data = 'by the image'");
    }
  }

  @Test
  void namesMissingSettings() {
    assertThat(Containers.outputOfFailing("worker")).contains("RDS_HOSTNAME", "RDS_PASSWORD");
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
