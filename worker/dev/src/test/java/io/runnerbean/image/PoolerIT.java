package io.runnerbean.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.containers.GenericContainer;

/** A PgBouncer stands between the worker and PostgreSQL. */
@Tag("docker")
@Timeout(900)
class PoolerIT {

  @Test
  @DisplayName("a worker works behind session pooling, and refuses the other modes")
  void needsSessionPooling() throws Exception {
    try (Instance instance = Instance.start()) {
      Map<String, String> environment = new HashMap<>(instance.environment());
      environment.put("RDS_HOSTNAME", pooler(instance, "session"));
      environment.put("RUNNERBEAN_POLL", Containers.queue(instance.queue()));
      GenericContainer<?> _ = instance.containers().worker("worker", environment);
      instance.send("{\"job_type\":\"InsertJob\",\"data\":\"pooled\"}");
      instance.awaitOne("job_server_data where data = 'pooled'");

      for (String shared : List.of("transaction", "statement")) {
        environment.put("RDS_HOSTNAME", pooler(instance, shared));
        assertThat(Containers.outputOfFailing("worker", environment))
            .contains("shares one connection among clients", "pool_mode = session");
      }
    }
  }

  private static String pooler(Instance instance, String mode) {
    return Containers.address(instance.containers().pooler(instance.postgres(), mode));
  }
}
