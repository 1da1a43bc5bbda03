package io.runnerbean.engine;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** A worker in a process of its own, which a test may kill. */
final class WorkerMain {

  private WorkerMain() {}

  public static void main(String[] args) throws Exception {
    Worker worker =
        Worker.start(
            WorkerConfig.from(System.getenv()),
            CustodyJobs.catalog(new CustodyJobs.Flaky("Pausing", CustodyJobs.soon())),
            Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
    System.out.println("Listening on port " + worker.port());
    new CountDownLatch(1).await();
  }
}
