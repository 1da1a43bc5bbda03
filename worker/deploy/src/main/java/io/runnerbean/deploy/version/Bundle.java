package io.runnerbean.deploy.version;

import io.runnerbean.deploy.console.DeployException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The zip that Beanstalk runs.
 *
 * @param label what it says of its version and its content: the same zip has the same label
 */
public record Bundle(Path zip, String label, long bytes) {

  private static final int DIGITS = 12;

  /**
   * Looks at a zip.
   *
   * @throws DeployException if there is none
   */
  public static Bundle of(Path zip) {
    try {
      return new Bundle(zip, version(zip) + "-" + digest(zip), Files.size(zip));
    } catch (IOException e) {
      throw new DeployException(
          "There is no bundle at %s; './runnerbean bundle' builds it.".formatted(zip));
    }
  }

  private static String version(Path zip) {
    return zip.getFileName()
        .toString()
        .replaceFirst("^runnerbean-", "")
        .replaceFirst("\\.zip$", "");
  }

  private static String digest(Path zip) throws IOException {
    MessageDigest sha = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(zip), sha)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(sha.digest()).substring(0, DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }
}
