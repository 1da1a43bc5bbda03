package io.runnerbean.bench.capacity;

/**
 * The network traffic of a rate of jobs in a month of thirty days.
 *
 * @param requestsPerJob requests to SQS: messages are received and deleted ten at once, and sent
 *     one by one or ten at once
 */
record Traffic(JobRate rate, double requestsPerJob) {

  static final double ONE_BY_ONE = 1.2;
  static final double IN_BATCHES = 0.3;

  private static final double MONTH = 30 * 86_400.0;
  private static final double BYTES_PER_JOB = 6_000;
  private static final double USD_PER_MILLION = 0.40;
  private static final double USD_PER_NAT_GB = 0.045;
  private static final double USD_PER_ENDPOINT_GB = 0.01;

  double requests() {
    return rate.average() * MONTH * requestsPerJob;
  }

  double requestsUsd() {
    return requests() / 1e6 * USD_PER_MILLION;
  }

  double gigabytes() {
    return rate.average() * MONTH * BYTES_PER_JOB / 1e9;
  }

  double natUsd() {
    return gigabytes() * USD_PER_NAT_GB;
  }

  double endpointUsd() {
    return gigabytes() * USD_PER_ENDPOINT_GB;
  }
}
