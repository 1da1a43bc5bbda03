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
 * @param label the version and a digest of the content, so the same zip has the same label
 */
public record Bundle(Path zip, String label, long bytes) {

  private static final int DIGITS = 12;

  /**
   * The bundle in a zip.
   *
   * @throws DeployException if the zip cannot be read
   */
  public static Bundle of(Path zip) {
    try {
      return new Bundle(zip, version(zip) + "-" + digest(zip), Files.size(zip));
    } catch (IOException e) {
      throw new DeployException(
          "No bundle at %s. Build one with './runnerbean bundle'.".formatted(zip));
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
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
