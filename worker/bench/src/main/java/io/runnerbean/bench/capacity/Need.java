package io.runnerbean.bench.capacity;

import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What a load of jobs that take so long asks for at its peak.
 *
 * @param seconds that a job waits for other things than CPU
 */
record Need(Load load, double seconds, Costs costs) {

  /** So busy things may be; what is above is for peaks within the peak, and for what fails. */
  private static final double BUSY = 0.7;

  private static final int VCPUS = 2;
  private static final int CONNECTIONS = 16;
  private static final int CONTROL_CONNECTIONS = 10;
  private static final double MICROS = 1e6;

  /** Something that cannot be had without end, and the share of it that is needed. */
  private record Limit(String name, double share) {}

  long instances() {
    return Math.max(byCpu(), byConnections());
  }

  boolean waits() {
    return byConnections() > byCpu();
  }

  long databaseVcpus() {
    return (long) Math.ceil(load.peak() * costs.database() / MICROS / BUSY);
  }

  long databaseConnections() {
    return instances() * (CONNECTIONS + CONTROL_CONNECTIONS);
  }

  long inFlight() {
    return Math.round(load.peak() * (seconds + (costs.worker() + costs.daemon()) / MICROS));
  }

  /**
   * What is used up first, as the load grows: an RDS instance has at most 64 vCPU (db.r7g.16xlarge)
   * and takes 5,000 connections well; SQS has at most 120,000 messages of a queue at work.
   */
  String firstLimit() {
    Limit first =
        Stream.of(
                new Limit("vCPU of the database", databaseVcpus() / 64.0),
                new Limit("connections of the database", databaseConnections() / 5_000.0),
                new Limit("messages in flight", inFlight() / 120_000.0))
            .max(Comparator.comparingDouble(Limit::share))
            .orElseThrow();
    return "%s (%s)".formatted(first.name(), percent(first.share()));
  }

  private static String percent(double share) {
    return share < 0.01 ? "under 1 %" : "%d %%".formatted(Math.round(100 * share));
  }

  private long byCpu() {
    double each = VCPUS * BUSY * MICROS / (costs.worker() + costs.daemon());
    return (long) Math.ceil(load.peak() / each);
  }

  private long byConnections() {
    return (long) Math.ceil(load.peak() * seconds / (CONNECTIONS * BUSY));
  }
}
