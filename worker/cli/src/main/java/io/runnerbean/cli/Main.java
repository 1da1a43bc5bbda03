package io.runnerbean.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Arrays;
import picocli.CommandLine.ExitCode;

/**
 * The main class of the jar. It starts a worker without picocli, because no AOT cache accepts the
 * format of picocli's classes, and loading them takes a third of a start.
 */
public final class Main {

  private static final String[] WORKER = {"serve"};

  private Main() {}

  public static void main(String[] args) {
    int code = Arrays.equals(args, WORKER) ? serve() : Runnerbean.execute(args);
    Logging.stop();
    System.exit(code);
  }

  private static int serve() {
    Logging.configure();
    try {
      WorkerProcess.runUntilStopped();
      return ExitCode.OK;
    } catch (Exception e) {
      ErrorPrinter.print(e, new PrintWriter(System.err, true, Charset.defaultCharset()));
      return ExitCode.SOFTWARE;
    }
  }
}
