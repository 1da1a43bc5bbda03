package io.runnerbean.bench.capacity;

import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The resources that a rate of jobs requires at its peak.
 *
 * @param seconds the time that a job waits for anything other than CPU
 */
record Requirement(JobRate rate, double seconds, Costs costs) {

  /** The target utilisation. The rest is for short peaks and for failures. */
  private static final double UTILISATION = 0.7;

  private static final int VCPUS = 2;
  private static final int CONNECTIONS = 16;
  private static final int CONTROL_CONNECTIONS = 10;
  private static final double MICROS = 1e6;

  /** A limit of AWS, and the share of it that is required. */
  private record Limit(String name, double share) {}

  long instances() {
    return Math.max(byCpu(), byConnections());
  }

  boolean isBoundByConnections() {
    return byConnections() > byCpu();
  }

  long databaseVcpus() {
    return (long) Math.ceil(rate.peak() * costs.database() / MICROS / UTILISATION);
  }

  long databaseConnections() {
    return instances() * (CONNECTIONS + CONTROL_CONNECTIONS);
  }

  long inFlight() {
    return Math.round(rate.peak() * (seconds + (costs.worker() + costs.daemon()) / MICROS));
  }

  /**
   * The limit that a growing rate reaches first. An RDS instance has at most 64 vCPU
   * (db.r7g.16xlarge) and handles 5,000 connections well. An SQS queue has at most 120,000 messages
   * in flight.
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
    double jobsPerInstance = VCPUS * UTILISATION * MICROS / (costs.worker() + costs.daemon());
    return (long) Math.ceil(rate.peak() / jobsPerInstance);
  }

  private long byConnections() {
    return (long) Math.ceil(rate.peak() * seconds / (CONNECTIONS * UTILISATION));
  }
}
