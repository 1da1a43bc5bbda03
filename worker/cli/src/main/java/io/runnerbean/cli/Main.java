package io.runnerbean.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Arrays;
import picocli.CommandLine.ExitCode;

/**
 * What the jar starts. A worker is started past the command line: picocli's classes are of a format
 * that no AOT cache takes, and to load them is a third of a start.
 */
public final class Main {

  private static final String[] WORKER = {"serve"};

  private Main() {}

  public static void main(String[] args) {
    System.exit(Arrays.equals(args, WORKER) ? serve() : Runnerbean.execute(args));
  }

  private static int serve() {
    LogFormat.choose();
    try {
      WorkerProcess.runUntilStopped();
      return ExitCode.OK;
    } catch (Exception e) {
      Failures.tell(e, new PrintWriter(System.err, true, Charset.defaultCharset()));
      return ExitCode.SOFTWARE;
    }
  }
}
