package io.runnerbean.chaos.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A small disk that can become full. Only root can mount one. */
public final class RamDisk implements AutoCloseable {

  private static final int CHUNK = 1 << 20;
  private static final int PAGE = 4096;

  private final Path folder;

  private RamDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts a disk; empty if this user may not.
   *
   * @param size as mount reads it, such as {@code 1g}
   */
  public static Optional<RamDisk> mount(Path folder, String size) throws IOException {
    Files.createDirectories(folder);
    RamDisk disk = new RamDisk(folder.toAbsolutePath().normalize());
    return run("mount", "-t", "tmpfs", "-o", "size=" + size, "runnerbean-chaos", disk.path())
        ? Optional.of(disk)
        : Optional.empty();
  }

  /** Unmounts a disk that a killed process has left. */
  static void unmount(Path folder) throws IOException {
    new RamDisk(folder.toAbsolutePath().normalize()).close();
  }

  /** Fills it to the last page. */
  public void fill() throws IOException {
    try (FileChannel ballast =
        FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      writeAll(ballast, CHUNK);
      writeAll(ballast, PAGE);
    }
  }

  /** Frees the space again. */
  public void free() throws IOException {
    Files.deleteIfExists(ballast());
  }

  @Override
  public void close() throws IOException {
    if (Files.readString(Path.of("/proc/mounts")).contains(" " + path() + " ")) {
      boolean _ = run("umount", "--lazy", path());
    }
  }

  private static void writeAll(FileChannel file, int size) {
    ByteBuffer zeros = ByteBuffer.allocate(size);
    try {
      while (true) {
        int _ = file.write(zeros.clear());
      }
    } catch (IOException full) {
      return;
    }
  }

  private static boolean run(String... command) throws IOException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .onExit()
            .join()
            .exitValue()
        == 0;
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  private String path() {
    return folder.toString();
  }
}
