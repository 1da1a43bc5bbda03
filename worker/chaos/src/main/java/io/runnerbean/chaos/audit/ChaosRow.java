package io.runnerbean.chaos.audit;

import java.util.Locale;

/**
 * The result of a run, as recorded in the file.
 *
 * @param worst the longest recovery, in seconds
 * @param outOfOrder see {@link AuditResult}; 0 in rows that do not have it
 */
public record ChaosRow(
    Origin origin,
    long sent,
    long kills,
    long lost,
    long doubled,
    long stuck,
    double worst,
    long outOfOrder) {

  static final String HEAD =
      "date,commit,code,seed,sent,kills,lost,doubled,stuck,worst recovery s,out of order";

  private static final int OLD_CELLS = 10;

  /**
   * The code and the seed of a run.
   *
   * @param date of the run
   * @param commit of the checkout
   * @param code see {@link CodeFingerprint}
   */
  public record Origin(String date, String commit, String code, long seed) {}

  /** The row for this report. */
  public static ChaosRow of(Origin origin, ChaosReport report) {
    AuditResult result = report.result();
    return new ChaosRow(
        origin,
        result.sent(),
        report.kills(),
        result.lost(),
        result.doubled(),
        result.stuck(),
        report.recoveryTimes().worst(),
        result.outOfOrder());
  }

  static ChaosRow parse(String line) {
    String[] cells = line.split(",", -1);
    return new ChaosRow(
        new Origin(cells[0], cells[1], cells[2], Long.parseLong(cells[3])),
        Long.parseLong(cells[4]),
        Long.parseLong(cells[5]),
        Long.parseLong(cells[6]),
        Long.parseLong(cells[7]),
        Long.parseLong(cells[8]),
        Double.parseDouble(cells[9]),
        cells.length > OLD_CELLS ? Long.parseLong(cells[OLD_CELLS]) : 0);
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%s,%s,%s,%d,%d,%d,%d,%d,%d,%.1f,%d",
        origin.date(),
        origin.commit(),
        origin.code(),
        origin.seed(),
        sent,
        kills,
        lost,
        doubled,
        stuck,
        worst,
        outOfOrder);
  }

  boolean isGood() {
    return lost + doubled + stuck + outOfOrder == 0;
  }
}
