package io.runnerbean.testkit.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How much memory a process holds, in KiB; empty where the system does not tell (only Linux does).
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status</a>
 */
public final class ProcessMemory {

  private ProcessMemory() {}

  /** The most it has ever held. */
  public static OptionalLong peak(ProcessHandle process) throws IOException {
    return of(process, "VmHWM:");
  }

  /** What it holds now. */
  public static OptionalLong now(ProcessHandle process) throws IOException {
    return of(process, "VmRSS:");
  }

  private static OptionalLong of(ProcessHandle process, String what) throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    if (!Files.exists(status)) {
      return OptionalLong.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(what))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst();
  }
}
