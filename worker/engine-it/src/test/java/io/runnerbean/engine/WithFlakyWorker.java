package io.runnerbean.engine;

import io.runnerbean.testkit.PostgresDatabase;

/** The worker has the {@link FlakyJobs}. */
@SuppressWarnings("NullAway.Init") // the base class calls start before any test
abstract class WithFlakyWorker extends WithWorker {

  FlakyWorker rig;

  @Override
  TestWorker start(PostgresDatabase database) {
    rig = FlakyWorker.start(database);
    return rig.worker;
  }
}
