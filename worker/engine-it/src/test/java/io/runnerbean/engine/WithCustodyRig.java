package io.runnerbean.engine;

import io.runnerbean.embedded.PostgresExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each class has a worker and a database of its own, and each of its tests an empty ledger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // parallel classes share no state
abstract class WithCustodyRig {

  @RegisterExtension final PostgresExtension postgres = new PostgresExtension();

  CustodyRig rig;

  @BeforeAll
  void start() {
    rig = CustodyRig.start(postgres.database());
  }

  @AfterAll
  void stop() {
    rig.close();
  }

  @AfterEach
  void forget() throws Exception {
    rig.worker.execute(TestWorker.FORGET);
  }
}
