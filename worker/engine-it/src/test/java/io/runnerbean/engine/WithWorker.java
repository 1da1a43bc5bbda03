package io.runnerbean.engine;

import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each class has its own worker and database. Each test begins without runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // parallel classes share no state
abstract class WithWorker {

  @RegisterExtension final PostgresExtension postgres = new PostgresExtension();

  TestWorker worker;

  @BeforeAll
  void startOnce() {
    worker = start(postgres.database());
  }

  /** Starts a worker with the jobs of this class. */
  abstract TestWorker start(PostgresDatabase database);

  @AfterAll
  void stop() {
    worker.close();
  }

  @AfterEach
  void deleteRuns() throws Exception {
    worker.execute(TestWorker.DELETE_RUNS);
  }
}
