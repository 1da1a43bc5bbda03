package io.runnerbean.engine;

import io.runnerbean.embedded.PostgresExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each class has a worker and a database of its own, and each of its tests an empty ledger. */
abstract class WithCustodyRig {

  @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();

  static CustodyRig rig;

  @BeforeAll
  static void start() {
    rig = CustodyRig.start(POSTGRES.database());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @AfterEach
  void forget() throws Exception {
    rig.worker.execute(TestWorker.FORGET);
  }
}
